import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base } from '../../mock-provider/testing/browser/browser-test.ts';
import { htmlReporterOn, type PageLimits } from '../html.ts';
import { readViewer } from '../page/find-viewer.ts';
import { sampleContext } from './report-context.ts';
import type { SampleRun } from './sample-run.ts';

export { expect };

/** What a test of the report works with. */
export interface ReportFixtures {
  /** Opens the report of a run at a place in it (with `#`), and waits until it is shown. */
  readonly openReport: (run: Limited, place?: string) => Promise<void>;
}

/** What all tests of a worker share. */
export interface SharedReports {
  /** The address of the report of a run, which is written when it is first asked for. */
  readonly addressOf: (run: Limited) => Promise<string>;
}

/** A run, and how much of it its page may have where that is less than it is for users. */
export interface Limited extends SampleRun {
  readonly limits?: Partial<PageLimits>;
}

async function writeReport(run: Limited, file: string): Promise<string> {
  const context = sampleContext(run, path.dirname(file), file);
  await htmlReporterOn(() => readViewer(), run.limits)
    .create(context)
    .onRunEnd?.(run.results, context);
  return `file://${file}`;
}

/** A test of the report. */
export const test = base.extend<ReportFixtures, SharedReports>({
  addressOf: [
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'report-pages-'));
      const written = new Map<Limited, Promise<string>>();
      await use((run) => {
        const address =
          written.get(run) ?? writeReport(run, path.join(folder, `${written.size}.html`));
        written.set(run, address);
        return address;
      });
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  mayLoad: ['file:'],
  openReport: async ({ page, addressOf }, use) => {
    await use(async (run, place = '') => {
      await page.goto((await addressOf(run)) + place);
      await expect(page.locator('.list, .empty').first()).toBeVisible();
    });
  },
});
