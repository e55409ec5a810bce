import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { witnessedRun } from '../testing/sample-witnessed.ts';

const run = witnessedRun();
const [first] = run.results.scenarios;

test.describe('what monitoring showed', () => {
  for (const { what, view } of [
    { what: 'wide', view: viewed(1280) },
    { what: 'wide in the dark', view: viewed(1280, 'dark') },
    { what: 'on a phone', view: viewed(PHONE) },
    { what: 'on a phone in the dark', view: viewed(PHONE, 'dark') },
  ])
    test.describe(() => {
      test.use(view);
      test(`can be read by everybody: ${what}`, async ({ page, openReport }) => {
        await openReport(run);
        const section = page.locator('.witnesses');
        await section.locator('summary').click();
        await expect(section.getByRole('row')).toHaveCount(4);
        await expect(page).toPassAxe();
        await expect(page).toHaveContrast();
        const room = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(room).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      });
    });

  test('has what no witness showed first, and says so', async ({ page, openReport }) => {
    await openReport(run);
    const section = page.locator('.witnesses');
    const summary = section.locator('summary');
    await expect(summary).toHaveText('3 kinds of failure, 1 of them shown by no witness');
    await summary.click();
    const rows = section.locator('tbody tr');
    await expect(rows.nth(0)).toContainText('It was lost. no witness showed it');
    await expect(rows.nth(1)).toContainText('It died.');
    await expect(rows.nth(2)).toContainText('2 × It failed.');
    await expect(rows.nth(0).locator('td a')).toHaveCount(0);
    await expect(
      rows.nth(2).getByRole('img', { name: 'Sentry: not there: nobody asked' }),
    ).toBeVisible();
    await expect(section.locator('li')).toHaveText([
      'Log: it says less.',
      'Log: told of a failure where there was none, 4 times.',
      'Sentry: not there, nobody asked.',
    ]);
  });

  test('leads to the event in which a witness showed it', async ({ page, openReport }) => {
    await openReport(run);
    const section = page.locator('.witnesses');
    await section.locator('summary').click();
    await section.getByRole('link', { name: /^Log: showed that something failed/ }).click();
    await expect(page).toHaveURL(({ hash }) => hash.includes('event=9'));
    await expect(page).toHaveURL(({ hash }) => hash.includes(`scenario=${first?.name}`));
    await expect(
      page.locator('.event[aria-current="true"], .event.selected').first(),
    ).toBeVisible();
  });

  test('is missing where no result says anything of it', async ({ page, openReport }) => {
    await openReport(sampleRun());
    await expect(page.locator('.witnesses')).toHaveCount(0);
  });
});
