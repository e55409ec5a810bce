import type { ScenarioResult } from '../../harness/model/results.ts';
import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const [OLD, NEW] = sample.results.targets;

const withoutFaults = (result: ScenarioResult): ScenarioResult => {
  const { faults: _, ...others } = result;
  return others;
};

/** The sample run as a version wrote it that recorded no faults. */
const older: SampleRun = {
  ...sample,
  results: {
    ...sample.results,
    scenarios: sample.results.scenarios.map(withoutFaults),
  },
};

test.describe('the map of faults', () => {
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
        await page.locator('.fault-map summary').click();
        await expect(page.locator('.fault-themes')).toBeVisible();
        await expect(page).toPassAxe();
        const room = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(room).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
      });
    });

  test('shows the worst on each target, how many there are, and leads to it', async ({
    page,
    openReport,
  }) => {
    await openReport(sample);
    const map = page.locator('.fault-map');
    await expect(map.locator('summary')).toHaveText(/^\d+ faults, 1 with fail, /);
    await map.locator('summary').click();
    const on = (target: string | undefined) =>
      map.getByRole('link', { name: new RegExp(`^access-token/expired on ${target ?? '?'}`) });
    await expect(on(OLD?.id)).toHaveAccessibleName(/: fail\. 1 scenario: 1 fail$/);
    await on(OLD?.id).click();
    await expect(page).toHaveURL(({ hash }) =>
      hash.includes('scenario=rotation/concurrent-refresh'),
    );
    await expect(page.locator('[data-scenario="rotation/concurrent-refresh"]')).toBeInViewport();
    await expect(on(NEW?.id)).not.toHaveAccessibleName(/: fail\./);
  });

  test('is one stop for Tab, and arrow keys move in it', async ({ page, openReport }) => {
    await openReport(sample);
    const map = page.locator('.fault-map');
    await map.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(map.locator('[data-place="0.0"]')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect(map.locator('[data-place="1.1"]')).toBeFocused();
    await expect(map.locator('[tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(map.locator(':focus')).toHaveCount(0);
  });

  test('is missing where nothing tells of faults, and says why', async ({ page, openReport }) => {
    await openReport(older);
    await expect(page.locator('.fault-map')).toHaveCount(0);
    await expect(page.getByText('There is no map of faults')).toContainText('recheck --write');
  });
});
