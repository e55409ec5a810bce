import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { build } from 'vite';

/**
 * Chromium on this machine: the one that the environment names, or the one in the usual places on
 * Linux.
 */
export function findChromium(): string | undefined {
  const named = process.env['OAUTH_CHAOS_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
    existsSync(file),
  );
}

/**
 * Switches off what a test does not need. As root, Chromium's sandbox does not work and must be
 * switched off.
 */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Builds the console from the current sources, in the place where the provider reads it. */
export async function buildConsole(): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { emptyOutDir: false },
  });
}

/** How a page of a test is opened. */
export interface PageView {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

/**
 * Opens a page and records what it must not do: requests to other origins, and errors. The browser
 * also reports every refusal by the provider as an error; these are not recorded.
 */
export async function newWatchedPage(
  browser: Browser,
  origin: string,
  { troubles, colorScheme = 'light', width = 1280 }: PageView & { readonly troubles: string[] },
): Promise<Page & AsyncDisposable> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on('console', (message) => {
    if (
      ['error', 'warning'].includes(message.type()) &&
      !/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())
    )
      troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      troubles.push(`request to ${request.url()}`);
  });
  return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() });
}

/** Presses a key until an element has the focus. @throws Error when it never comes there */
export async function pressTo(
  page: Page,
  key: 'Tab' | 'Shift+Tab',
  target: Locator,
): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} never came there.`);
}
