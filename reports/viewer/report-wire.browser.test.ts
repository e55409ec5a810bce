import { readFile } from 'node:fs/promises';
import { PHONE, SEEN, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { harSchema } from '../../mock-provider/traffic/testing/har-schema.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { withWire } from '../testing/with-wire.ts';

const run = withWire(sampleRun());

test.describe('a request in the report page', () => {
  test('opens to head and body of itself and its reply, as curl and as HAR', async ({
    page,
    openReport,
  }) => {
    const events = [...run.histories.values()].flat();
    const request = events.find(({ type }) => type === 'request');
    await openReport(run, `#scenario=rotation/concurrent-refresh&event=${request?.n ?? 0}`);
    const row = page.locator('.event.selected');
    await expect(row).toContainText('‹refresh token f1·g1›', SEEN);
    await expect(row).toContainText('‹access token f1·g2›', SEEN);
    await row.getByRole('button', { name: 'copy as curl' }).click();
    await expect(row).toHaveText(/curl -sS .*"\$REFRESH_TOKEN_F1_G1"/, SEEN);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'save as HAR' }).click();
    const har: unknown = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
    expect(harSchema.parse(har).log.entries.length).toBeGreaterThan(3);
  });

  test.describe(() => {
    test.use(viewed(PHONE));
    test('is not cut off on a phone', async ({ page, openReport }) => {
      const request = [...run.histories.values()].flat().find(({ type }) => type === 'request');
      await openReport(run, `#scenario=rotation/concurrent-refresh&event=${request?.n ?? 0}`);
      const row = page.locator('.event.selected');
      await row.getByRole('button', { name: 'copy as curl' }).click();
      await expect(row.locator('.wire')).toContainText('Set $', SEEN);
      expect(
        await row.evaluate(
          (element) =>
            [element, ...element.querySelectorAll('.wire, .wire *')].filter(
              ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth,
            ).length,
        ),
      ).toBe(0);
    });
  });
});
