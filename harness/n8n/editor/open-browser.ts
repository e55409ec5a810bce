import type { BrowserContext, Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../machine/find-chromium.ts';
import { HarnessError } from '../../model/error.ts';

/** The only host that the browser may reach: n8n and the provider are on this machine. */
const HOST = '127.0.0.1';

const FLAGS = [
  ...CHROMIUM_FLAGS,
  // Below the routes: what the browser asks for by itself, and redirects, which have none.
  `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${HOST}`,
];

const VIEWPORT = { width: 1024, height: 768 };

/** On a busy machine the editor may open late, but it never needs this long by itself. */
const PATIENCE_MS = 120_000;

export interface BrowserSession {
  /** Where the editor is, without a slash at the end. */
  readonly base: string;
  /** A Cookie header: that of the session in which the browser is logged in. */
  readonly cookies: string;
  /** What n8n knows the session's browser by. */
  readonly browserId: string;
}

/** A browser of its own that is logged in to n8n. */
export interface OpenedBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
}

/**
 * Opens a browser, logged in by the cookies of a session. It reaches n8n and the provider on this
 * machine and nothing else.
 * @throws HarnessError `editor-elsewhere` when the editor is not on this machine
 * @throws Error of Playwright
 */
export async function openBrowser(
  { base, cookies, browserId }: BrowserSession,
  signal: AbortSignal,
): Promise<OpenedBrowser> {
  if (new URL(base).hostname !== HOST)
    throw new HarnessError(
      'editor-elsewhere',
      `Could not open n8n's editor in a browser: n8n says it is at ${base}, and the browser may only reach ${HOST}.`,
      { hint: 'Leave out settings that give n8n another address (WEBHOOK_URL, N8N_HOST).' },
    );
  const { chromium } = await import('playwright-core');
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: FLAGS,
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const close = (): Promise<void> => browser.close().catch(() => undefined);
  const onAbort = (): void => void close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-GB' });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.route(
      ({ hostname }) => hostname !== HOST,
      (route) => route.abort(),
    );
    await context.addCookies(cookiesOf(cookies, base));
    await context.addInitScript(
      `if (location.origin === '${new URL(base).origin}') localStorage.setItem('n8n-browserId', '${browserId}')`,
    );
    return {
      context,
      page: await context.newPage(),
      async [Symbol.asyncDispose]() {
        signal.removeEventListener('abort', onAbort);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const cookiesOf = (header: string, url: string) =>
  header.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url, httpOnly: true };
  });
