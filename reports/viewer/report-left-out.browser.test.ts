import { expect, test, type Limited } from '../testing/report-test.ts';
import { sampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const { advice: _, ...results } = sample.results;
const STORM = 'rotation/concurrent-refresh';
const worst = results.scenarios.filter(({ name }) => name === STORM);
/** A page with room for the scenario that failed, and for no other. */
const limited: Limited = {
  ...sample,
  results,
  limits: { results: JSON.stringify([worst, []]).length },
};

test.describe('a page without room for every result', () => {
  test('has the worst, says how many others there are and where, and counts all', async ({
    page,
    openReport,
  }) => {
    await openReport(limited);
    await expect(page.locator('.scenario .name')).toHaveText([STORM]);
    const left = results.scenarios.length - worst.length;
    const notice = page.locator('.notice', { hasText: 'not in this page' });
    await expect(notice).toContainText(`${left} results are not in this page`);
    await expect(notice).toContainText('results.json');
    await expect(page.locator('header.run')).toContainText(`${results.scenarios.length} results`);
    const passed = results.scenarios.filter(
      ({ verdict, fixedUnexpectedly }) => verdict === 'pass' && fixedUnexpectedly !== true,
    ).length;
    await expect(page.getByRole('button', { name: new RegExp(`${passed}\\s+pass`) })).toBeVisible();
    await expect(page).toPassAxe();
  });

  test('does not say of a scenario that is left out that it is not in the run', async ({
    page,
    openReport,
  }) => {
    await openReport(limited);
    const list = page.locator('.coverage');
    await list.locator('summary').first().click();
    await expect(list.locator('.coverage-row', { hasText: 'An access token' })).toContainText(
      '1 scenario: 1 fail; 1 more not in this page; 3 more not in this run',
    );
    await expect(list.locator('.coverage-row', { hasText: 'is revoked' })).toContainText(
      '1 scenario of this run, none of them in this page',
    );
  });
});
