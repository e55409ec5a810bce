import type { Locator, Page } from '@playwright/test';
import { SEEN } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
/** A run of 120 scenarios on two targets, with the sample's histories. */
const big: SampleRun = {
  ...sample,
  results: {
    ...sample.results,
    scenarios: sample.results.scenarios.flatMap((result) =>
      Array.from({ length: 20 }, (_, index) => ({ ...result, name: `${result.name}-${index}` })),
    ),
  },
};
const STORM = '#rotation/concurrent-refresh';

const names = (page: Page): Locator => page.locator('.scenario .name');
const openTab = (page: Page): Locator => page.getByRole('tab', { selected: true });

test.describe('the report page', () => {
  test('opens from disk and tells the run', async ({ page, openReport }) => {
    await openReport(sample);
    await expect(page.locator('header.run')).toHaveText(
      /exit code 1: 1 unexpected failure, 1 listed failure is gone/,
      SEEN,
    );
    await expect(page.locator('.targets tbody tr')).toHaveCount(2);
    await expect(names(page)).toHaveCount(6);
    await expect(
      page.locator('[data-scenario="rotation/concurrent-refresh"] .change'),
    ).toContainText('fixed', SEEN);
  });

  test('filters, and keeps the filter in the address', async ({ page, openReport }) => {
    await openReport(sample);
    await page.getByPlaceholder(/Search an error/).fill('spent family');
    await expect(names(page)).toHaveText(['rotation/concurrent-refresh']);
    await expect(page).toHaveURL(/#q=spent\+family/);
    await page.reload();
    await expect(names(page)).toHaveText(['rotation/concurrent-refresh']);
    await page.getByRole('button', { name: 'clear', exact: true }).click();
    await page.getByRole('combobox', { name: 'theme' }).selectOption('throttle');
    await expect(names(page)).toHaveText(['throttle/token-endpoint-429']);
    await page.getByRole('combobox', { name: 'theme' }).selectOption('');
    await page.getByRole('button', { name: /1\s+fail/ }).click();
    await expect(names(page)).toHaveText(['rotation/concurrent-refresh']);
    await page.getByRole('combobox', { name: 'verdict' }).selectOption('');
    await page.getByRole('combobox', { name: 'target' }).selectOption('2.41.1');
    await expect(page.locator('.scenario').first().locator('.cell')).toHaveCount(1);
  });

  test('opens a scenario and follows a finding to the event that proves it; Back returns', async ({
    page,
    openReport,
  }) => {
    await openReport(sample);
    await page.locator('.row', { hasText: 'concurrent-refresh' }).click();
    const finding = page.locator('.finding.violated', { hasText: 'no-reuse-of-spent-token' });
    await expect(page.locator('.summary')).toContainText(
      'Open the credential and connect the account again.',
      SEEN,
    );
    const number = await finding.locator('.event-number').first().innerText();
    await finding.locator('.event-number').first().click();
    const row = page.locator(`.event[data-event="${number}"]`);
    await expect(row).toHaveAttribute('aria-current', 'true');
    await expect(row).toContainText('was presented again after it was spent', SEEN);
    await expect(row).toBeFocused();
    await expect(page.locator('.timeline .is-selected')).toHaveCount(1);
    await expect(page).toHaveURL(({ hash }) => hash.includes(`event=${number}`));
    await page.goBack();
    await expect(page.locator('.event.selected')).toHaveCount(0);
    await page.goBack();
    await expect(page.locator('.detail')).toHaveCount(0);
  });

  test('opens what a link names, and switches between targets', async ({ page, openReport }) => {
    await openReport(sample, STORM);
    await expect(openTab(page)).toContainText('1.123.81', SEEN);
    await expect.poll(() => page.locator('.timeline .bar').count()).toBeGreaterThan(60);
    await page.getByRole('tab', { name: /2\.41\.1/ }).click();
    await expect(page.locator('.summary')).toContainText(
      'One execution refreshed for all eight',
      SEEN,
    );
  });

  test('says what is missing: no history, a history without an end', async ({
    page,
    openReport,
  }) => {
    const notices = page.locator('.notice');
    await openReport(sample, '#scenario=clock/n8n-ahead&on=1.123.81');
    await expect(notices.filter({ hasText: 'no history' }).first()).toBeVisible();
    await openReport(sample, '#scenario=reply/reset-after-commit&on=1.123.81');
    await expect(notices.filter({ hasText: 'cut off' }).first()).toBeVisible();
  });

  test('can be walked by keyboard alone', async ({ page, openReport }) => {
    await openReport(sample);
    await page.keyboard.press('/');
    await page.keyboard.type('concurrent');
    await expect(names(page)).toHaveCount(1);
    await page.locator('.row').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.zoom button').last().focus();
    await page.keyboard.press('Tab');
    const readout = page.locator('.readout');
    await expect(readout).toContainText('authorization endpoint', SEEN);
    await page.keyboard.press('ArrowRight');
    await expect(readout).toContainText('code exchange', SEEN);
    const number = await readout.locator('.event-number').innerText();
    await page.keyboard.press('Enter');
    await expect(page.locator('.event.selected')).toHaveAttribute('data-event', number);
    await openTab(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(openTab(page)).toContainText('2.41.1', SEEN);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(() => {
      test.use({ colorScheme });
      test(`has enough contrast in ${colorScheme}`, async ({ page, openReport }) => {
        await openReport(sample, STORM);
        await expect(page).toHaveContrast('svg');
      });
    });

  test('lists 120 scenarios on two targets and draws only the one that is open', async ({
    page,
    openReport,
  }) => {
    await openReport(big);
    await expect(names(page)).toHaveCount(120);
    await expect(page.locator('svg')).toHaveCount(0);
    await page.locator('[data-scenario="rotation/concurrent-refresh-7"] .row').click();
    await expect(page.locator('.timeline svg')).toHaveCount(1);
  });
});
