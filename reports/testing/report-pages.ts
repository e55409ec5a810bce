import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Results } from '../../harness/model/results.ts';
import { CHROMIUM_ARGS } from './find-chromium.ts';
import { buildViewer, writePage } from './sample-page.ts';
import type { SampleRun } from './sample-run.ts';

/** How a page of a test is opened. */
export interface PageView {
  readonly hash?: string;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Reports of sample runs in a browser. */
export interface ReportPages extends AsyncDisposable {
  /** Errors of the console, and requests to a network. */
  readonly troubles: string[];
  urlOf(name: string): string;
  open(name: string, view?: PageView): Promise<Page & AsyncDisposable>;
}

/** Builds the viewer from the current sources, and writes a page for each of the runs. */
export async function reportPages(
  run: SampleRun,
  runs: Readonly<Record<string, Results>>,
  executablePath: string,
): Promise<ReportPages> {
  const folder = await mkdtemp(path.join(tmpdir(), 'report-pages-'));
  const viewer = await buildViewer(path.join(folder, 'viewer'));
  const urls = new Map<string, string>();
  for (const [name, results] of Object.entries(runs))
    urls.set(name, await writePage(viewer, run, path.join(folder, `${name}.html`), results));
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  const troubles: string[] = [];
  const urlOf = (name: string): string => urls.get(name) ?? '';
  return {
    troubles,
    urlOf,
    async open(name, { hash = '', scheme = 'light', width = 1280, height = 900 } = {}) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      page.on(
        'console',
        (message) => ['error', 'warning'].includes(message.type()) && troubles.push(message.text()),
      );
      page.on('pageerror', (error) => troubles.push(String(error)));
      page.on(
        'request',
        (request) =>
          /^(file|data):/.test(request.url()) || troubles.push(`request to ${request.url()}`),
      );
      await page.goto(urlOf(name) + hash);
      await page.locator('.list, .empty').first().waitFor();
      return Object.assign(page, { [Symbol.asyncDispose]: () => page.close() });
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
