import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const [OLD, NEW] = sample.results.targets;

const withoutCoverage = ({ results, ...others }: SampleRun): SampleRun => {
  const { coverage: _, ...older } = results;
  return { ...others, results: older };
};

test.describe('what must be covered', () => {
  for (const { what, view } of [
    { what: 'wide', view: viewed(1280) },
    { what: 'in the dark', view: viewed(1280, 'dark') },
    { what: 'on a phone', view: viewed(PHONE) },
    { what: 'on a phone in the dark', view: viewed(PHONE, 'dark') },
  ])
    test.describe(() => {
      test.use(view);
      test(`can be read by everybody: ${what}`, async ({ page, openReport }) => {
        await openReport(sample);
        const list = page.locator('.coverage');
        await list.locator('summary').first().click();
        for (const row of await list.locator('.coverage-row summary').all()) await row.click();
        await expect(list.getByRole('link')).toHaveCount(4);
        await expect(page).toPassAxe();
        const room = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(room).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      });
    });

  test('tells of each row how its scenarios fared, and leads to each', async ({
    page,
    openReport,
  }) => {
    await openReport(sample);
    const list = page.locator('.coverage');
    const all = list.locator('summary').first();
    await expect(all).toHaveText(/^6 rows, 3 in this run, 1 with fail, .*1 not covered$/);
    await all.click();
    const expired = list.locator('details.coverage-row', {
      hasText: 'An access token has expired',
    });
    await expect(expired.locator('summary')).toContainText(
      '2 scenarios: 1 fail, 1 pass; 3 more not in this run',
    );
    await expired.locator('summary').click();
    const storm = expired.locator('li', { hasText: 'rotation/concurrent-refresh' });
    await expect(storm).toHaveText(new RegExp(`${OLD?.id} .*fail.*${NEW?.id} .*pass`));
    await storm.getByRole('link').click();
    await expect(page).toHaveURL(({ hash }) =>
      hash.includes('scenario=rotation/concurrent-refresh'),
    );
    await expect(page.locator('[data-scenario="rotation/concurrent-refresh"]')).toBeInViewport();
  });

  test('says why a row has no scenario', async ({ page, openReport }) => {
    await openReport(sample);
    const list = page.locator('.coverage');
    await list.locator('summary').first().click();
    for (const [what, because] of [
      ['Slow name resolution', 'not covered: No name is looked up.'],
      ['Never answered', '2 scenarios, none of them in this run'],
      ["A workflow of the user's own", 'It takes the place of the main workflow'],
    ] as const)
      await expect(list.locator('p.coverage-row', { hasText: what })).toContainText(because);
  });

  test('is missing where nothing tells what must be covered', async ({ page, openReport }) => {
    await openReport(withoutCoverage(sample));
    await expect(page.locator('.coverage')).toHaveCount(0);
  });
});
