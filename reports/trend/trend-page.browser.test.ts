import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleTrend } from '../testing/sample-trend.ts';
import { trendPage } from './trend-page.ts';

test.describe('the page of what became of the scenarios', () => {
  for (const { what, view } of [
    { what: 'wide', view: viewed(1280) },
    { what: 'dark', view: viewed(1280, 'dark') },
    { what: 'on a phone', view: viewed(PHONE) },
  ])
    test.describe(() => {
      test.use(view);
      test(`axe finds nothing: ${what}`, async ({ page }) => {
        await page.setContent(trendPage(sampleTrend));
        await expect(page).toPassAxe();
      });
    });

  test('has a picture for each scenario, the flaky ones first, and a part for each attempt', async ({
    page,
  }) => {
    await page.setContent(trendPage(sampleTrend));
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([
      'Flaky: not the same every time (1)',
      'Changed, and the same since (1)',
      'The same every time (1)',
    ]);
    const flaky = page.getByRole('img', { name: /^rotation\/grace on 2\.41\.1: flaky/ });
    await expect(flaky.locator('rect.ok')).toHaveCount(5);
    await expect(flaky.locator('rect.bad')).toHaveCount(1);
    await expect(flaky.locator('g')).toHaveCount(3);
    await expect(flaky.locator('title').nth(1)).toHaveText(
      '2026-01-02 08:30, run run-2: pass, fail, pass, pass; 1.0 s, 2.0 s, 3.0 s, 4.0 s',
    );
  });

  test('takes names for text', async ({ page }) => {
    await page.setContent(trendPage(sampleTrend));
    await expect(page.locator('img, b b')).toHaveCount(0);
    await expect(page.getByText('a/<img src=x onerror=alert(1)>')).toBeVisible();
  });

  test('a run in which a scenario did not run leaves a gap', async ({ page }) => {
    await page.setContent(trendPage(sampleTrend));
    const late = page.locator('figure.steady rect.open');
    await expect(late).toHaveAttribute('x', '9');
  });
});
