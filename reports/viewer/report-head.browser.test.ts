import { PHONE, SEEN, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, unfinishedRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
/** The targets the other way round, so that what was fixed is a regression. */
const regressed: SampleRun = {
  ...sample,
  results: { ...sample.results, targets: sample.results.targets.toReversed() },
};
const passed = sample.results.scenarios.filter(
  ({ verdict, fixedUnexpectedly }) => verdict === 'pass' && fixedUnexpectedly === undefined,
);
/** Only what passed. */
const good: SampleRun = {
  ...sample,
  results: {
    ...sample.results,
    scenarios: passed,
    totals: { ...sample.results.totals, fail: 0, knownFail: 0, scenarios: passed.length },
    exitCode: 0,
  },
};
const unfinished: SampleRun = { ...sample, results: unfinishedRun('interruption') };

test.describe('the head of the report', () => {
  test('leads to what failed, however far down it stands', async ({ page, openReport }) => {
    await openReport(regressed);
    const failures = page.getByRole('navigation', { name: 'What failed' });
    await expect(failures.getByRole('listitem')).toHaveText(
      [/rotation\/concurrent-refresh: refresh storm on 1\.123\.81/],
      SEEN,
    );
    await failures.getByRole('link').click();
    await expect(page).toHaveURL(/#scenario=rotation\/concurrent-refresh&on=1\.123\.81/);
    await expect(page.locator('.scenario.open .timeline')).toBeVisible();
    await expect(page.locator('.scenario.open .row')).toBeInViewport();
  });

  test('leads also to what fails on one target and is fixed on the last', async ({
    page,
    openReport,
  }) => {
    await openReport(sample);
    await expect(
      page.getByRole('navigation', { name: 'What failed' }).getByRole('listitem'),
    ).toHaveText(
      [/rotation\/concurrent-refresh: refresh storm on 1\.123\.81, fixed on 2\.41\.1/],
      SEEN,
    );
  });

  test('has no colour of a failure where nothing failed', async ({ page, openReport }) => {
    await openReport(good);
    await expect(page.locator('.exit')).toHaveText('exit code 0: nothing failed', SEEN);
    await expect(page.getByRole('navigation', { name: 'What failed' })).toHaveCount(0);
    const bar = page.getByRole('region', { name: 'Totals' }).locator('.stack > span');
    await expect(bar).toHaveCount(1);
    await expect(bar).toHaveClass('fill-pass');
  });

  test.describe(() => {
    test.use(viewed(PHONE));
    test('says on a phone on which target a scenario did not run', async ({ page, openReport }) => {
      await openReport(unfinished);
      await expect(page.locator('.notice').first()).toContainText('The run was interrupted.', SEEN);
      const cells = page.locator('[data-scenario="queue/never-run"] .cell');
      await expect(cells).toHaveText([/1\.123\.81:\s+○ not run/, /2\.41\.1:\s+○ not run/], SEEN);
    });
  });
});
