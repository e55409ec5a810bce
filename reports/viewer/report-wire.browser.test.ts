import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { harSchema } from '../../mock-provider/traffic/testing/har-schema.ts';
import { CHROMIUM_HINT, findChromium } from '../testing/find-chromium.ts';
import { reportPages, type ReportPages } from '../testing/report-pages.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { withWire } from '../testing/with-wire.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.warn(
    `Skipped: the report page was not opened, because there is no Chromium. ${CHROMIUM_HINT}`,
  );

describe.skipIf(executablePath === undefined)('a request in the report page', () => {
  const run = withWire(sampleRun());
  let pages: ReportPages;

  beforeAll(async () => {
    pages = await reportPages(run, { sample: run.results }, executablePath ?? '');
  });
  afterAll(() => pages[Symbol.asyncDispose]());
  afterEach(() => {
    expect(pages.troubles.splice(0), 'console errors and requests').toEqual([]);
  });

  it('opens to head and body of itself and its reply, as curl and as HAR', async () => {
    const events = [...run.histories.values()].flat();
    const request = events.find(({ type }) => type === 'request');
    await using page = await pages.open('sample', {
      hash: `#scenario=rotation/concurrent-refresh&event=${request?.n ?? 0}`,
    });
    const row = page.locator('.event.selected');
    await expect.poll(() => row.innerText()).toContain('‹refresh token f1·g1›');
    expect(await row.innerText()).toContain('‹access token f1·g2›');
    await row.getByRole('button', { name: 'copy as curl' }).click();
    await expect.poll(() => row.innerText()).toMatch(/curl -sS .*"\$REFRESH_TOKEN_F1_G1"/);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'save as HAR' }).click();
    const har: unknown = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
    expect(harSchema.parse(har).log.entries.length).toBeGreaterThan(3);
  });
});
