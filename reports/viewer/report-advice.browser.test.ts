import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const [OLD, NEW] = sample.results.targets;

test.describe('what guides say', () => {
  for (const { what, view } of [
    { what: 'wide', view: viewed(1280) },
    { what: 'on a phone in the dark', view: viewed(PHONE, 'dark') },
  ])
    test.describe(() => {
      test.use(view);
      test(`can be read by everybody: ${what}`, async ({ page, openReport }) => {
        await openReport(sample);
        const list = page.locator('.advice');
        await list.locator('summary').first().click();
        for (const row of await list.locator('.coverage-row summary').all()) await row.click();
        await expect(list.getByRole('link')).toHaveCount(8);
        await expect(page).toPassAxe();
        const room = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(room).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      });
    });

  test('is told with a verdict for each target, and leads to what was seen', async ({
    page,
    openReport,
  }) => {
    await openReport(sample);
    const list = page.locator('.advice');
    const all = list.locator('summary').first();
    await expect(all).toHaveText('3 claims, 2 do not hold, 1 not tried');
    await all.click();
    const stored = list.locator('.coverage-row', { hasText: 'n8n stores the new refresh token' });
    await expect(stored.locator('summary')).toContainText(`${OLD?.id}: ✗ does not hold`);
    await expect(stored.locator('summary')).toContainText(`${NEW?.id}: ✓ holds`);
    await expect(stored.locator('summary')).toContainText('Instead: Let one execution refresh');
    await stored.locator('summary').click();
    await expect(stored.locator('li').first()).toContainText('no. ');
    await stored.getByRole('link').first().click();
    await expect(page).toHaveURL(({ hash }) =>
      hash.includes('scenario=rotation/concurrent-refresh'),
    );
    const moon = list.locator('.coverage-row', { hasText: 'the moon is full' });
    await expect(moon.locator('summary')).toContainText('(1 of 2 tried)');
    await expect(list.locator('.coverage-row', { hasText: 'A lamp' })).toContainText(
      'not tried No scenario has a lamp.',
    );
  });

  test('is proven by a picture of what decided it, which leads to its evidence', async ({
    page,
    openReport,
  }) => {
    await openReport(sample);
    const list = page.locator('.advice');
    await list.locator('summary').first().click();
    const stored = list.locator('.coverage-row', { hasText: 'n8n stores the new refresh token' });
    await stored.locator('summary').click();
    const proofs = stored.locator('figure.proof');
    await expect(proofs).toHaveCount(2);
    await expect(proofs.first().locator('svg').first()).toBeVisible();
    await proofs.first().getByRole('link').first().click();
    await expect(page).toHaveURL(
      ({ hash }) => hash.includes('scenario=rotation/concurrent-refresh') && hash.includes('on='),
    );
  });

  test('is missing where no scenario tries any of it', async ({ page, openReport }) => {
    const { results, ...others } = sample;
    const { advice: _, ...older } = results;
    await openReport({ ...others, results: older });
    await expect(page.locator('.advice')).toHaveCount(0);
  });
});
