import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleLoadRun } from '../testing/sample-load.ts';
import { sampleRun } from '../testing/sample-run.ts';

const LOADED = '#control/no-fault';

test.describe('a load in the report page', () => {
  test('has curves over one axis, numbers, thresholds and expiries', async ({
    page,
    openReport,
  }) => {
    await openReport(sampleLoadRun(), LOADED);
    const load = page.getByRole('region', { name: 'Under load' });
    await expect(load.locator('.load-strip')).toHaveCount(4);
    // Two expiries and one thing that happened, in every strip.
    await expect(load.locator('.load-mark-expiry')).toHaveCount(8);
    await expect(load.locator('.load-mark-happened')).toHaveCount(4);
    await expect(load.getByRole('figure')).toContainText('at 12 s: inject token/slow');
    const thresholds = load.getByRole('table', { name: 'Thresholds' });
    await expect(thresholds.getByRole('row', { name: /http_req_failed/ })).toContainText('broken');
    await expect(thresholds.getByRole('row', { name: /expiries/ })).toContainText('held');
    await expect(load.getByRole('table', { name: 'Expiries' }).getByRole('row')).toHaveCount(3);
    await expect(page).toPassAxe();
  });

  test('shows how it scales over targets, and nothing where there was no load', async ({
    page,
    openReport,
  }) => {
    await openReport(sampleLoadRun());
    const scales = page.getByRole('region', { name: 'How it scales' });
    await expect(scales.getByRole('row', { name: /2\.41\.1/ })).toContainText('20 of 20/s');
    await expect(page).toPassAxe();
    await openReport(sampleRun());
    await expect(scales).toHaveCount(0);
  });

  test.describe(() => {
    test.use(viewed(PHONE, 'dark'));
    test('can be read on a phone in the dark', async ({ page, openReport }) => {
      await openReport(sampleLoadRun(), LOADED);
      const load = page.getByRole('region', { name: 'Under load' });
      await expect(load).toBeVisible();
      const wider = await load.evaluate(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      );
      expect(wider).toBeLessThanOrEqual(0);
      await expect(page).toHaveContrast();
    });
  });
});
