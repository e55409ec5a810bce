import type { Results } from '../../harness/model/results.ts';
import { SEEN } from '../../mock-provider/testing/browser/browser-test.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const [OLD = sample.results.targets[0], NEW = OLD] = sample.results.targets;
const withResults = (results: Partial<Results>, run = sample): SampleRun => ({
  ...run,
  results: { ...run.results, ...results },
});

/** The sample run on its first target alone, where one scenario fails. */
const failing = withResults({
  targets: OLD === undefined ? [] : [OLD],
  scenarios: sample.results.scenarios.filter(({ target }) => target === OLD?.id),
});
/** The targets the other way round, so that what was fixed is a regression. */
const regressed = withResults({ targets: sample.results.targets.toReversed() });
/** Every scenario of the failing run five times; the storm fails in the second attempt alone. */
const repeated = withResults(
  {
    scenarios: failing.results.scenarios.flatMap((result) =>
      Array.from({ length: 5 }, (_, index) => ({
        ...(result.verdict === 'fail' && index !== 1
          ? { ...result, verdict: 'pass' as const, outcome: 'recovered' as const }
          : result),
        attempt: index + 1,
      })),
    ),
  },
  failing,
);

test.describe('reading the report of a run that failed', () => {
  test('shows failures first and open, the reasons of the rest, and counts in the head', async ({
    page,
    openReport,
  }) => {
    await openReport(failing);
    const first = page.locator('.scenario').first();
    await expect(first.locator('.row')).toHaveAttribute('aria-expanded', 'true');
    await expect(first.locator('.summary')).toContainText('revoked the family', SEEN);
    await expect(first.locator('.timeline')).toHaveCount(0);
    await expect(page.locator('header.run .totals')).toHaveText(
      [/1 fail[^]*1 known failure/],
      SEEN,
    );
    const known = page.locator('[data-scenario="throttle/token-endpoint-429"]');
    await expect(known.locator('.reasons')).toContainText(
      'Known: n8n does not wait for Retry-After',
      SEEN,
    );
    await expect(page.locator('.list')).not.toContainText('unaffected → unaffected', SEEN);
    await first.getByRole('button', { name: /timeline/ }).click();
    await expect(first.locator('.timeline')).toHaveCount(1);
    await expect(page).toHaveURL(/#scenario=rotation\/concurrent-refresh/);
    await first.locator('.row').click();
    await expect(first.locator('.detail')).toHaveCount(0);
  });

  test('finds the error an operator has in hand, and leads to the event that has it', async ({
    page,
    openReport,
  }) => {
    await openReport(failing);
    const search = page.getByPlaceholder(/Search an error/);
    await search.fill('“or refresh token is invalid, expired, revoked”');
    const hit = page.locator('[data-scenario="rotation/concurrent-refresh"] .hit');
    await expect(hit).toHaveText(/^error of an execution: .*is invalid/, SEEN);
    expect(await hit.locator('mark').count()).toBeGreaterThan(3);
    await search.fill('ledger replayed spent');
    await expect(hit).toHaveText(/^event \d+: /, SEEN);
    const number = (await hit.getByRole('button').innerText()).replace('event ', '');
    await hit.getByRole('button').click();
    await expect(page.locator('.event.selected')).toHaveAttribute('data-event', number);
  });

  test('explains every word where it stands, and in a legend', async ({ page, openReport }) => {
    await openReport(failing);
    await expect(page.locator('.row .outcome').first()).toHaveAttribute(
      'title',
      /^More refresh requests/,
    );
    const legend = page.locator('.words');
    await legend.locator('summary').click();
    await expect(legend.locator('dt')).toHaveCount(7 + 20 + 5 + 4);
    expect(await legend.locator('.here dt').allInnerTexts()).toContain('refresh storm');
  });

  test('gives a command to copy', async ({ page, openReport }) => {
    await openReport(failing);
    const line = page.locator('.reproduce').first();
    await expect(line.locator('code')).toHaveText(
      'npx --no-install oauth-chaos run rotation/concurrent-refresh --n8n 1.123.81 --seed 42',
      SEEN,
    );
    await line.getByRole('button').click();
    await expect(line.locator('output')).toHaveText(/copied|selected/, SEEN);
  });

  test('puts what regressed first, filters by it, and draws every scenario on every target', async ({
    page,
    openReport,
  }) => {
    await openReport(regressed);
    const first = page.locator('.scenario').first();
    await expect(first.locator('.change')).toHaveText('▼ regressed', SEEN);
    await expect(first.getByRole('tab', { selected: true })).toContainText(OLD?.id ?? '?', SEEN);
    await page.getByRole('button', { name: /1\s+regressed/ }).click();
    await expect(page.locator('.scenario')).toHaveCount(1);
    await expect(page).toHaveURL(/#change=regressed/);
    const squares = page.locator('.heat-map .heat');
    await expect(squares).toHaveCount(12);
    await expect(
      page.locator('.heat-map .heat[aria-label^="rotation/concurrent-refresh on"]'),
    ).toHaveText(['✓', '✗'], SEEN);
    await page.getByRole('combobox', { name: 'change' }).selectOption('');
    await squares.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(({ hash }) => hash.includes(`&on=${OLD?.id ?? '?'}`));
    expect(NEW?.id).not.toBe(OLD?.id);
  });

  test('shows how long each attempt took, and which of them failed', async ({
    page,
    openReport,
  }) => {
    await openReport(repeated);
    const storm = page.locator('[data-scenario="rotation/concurrent-refresh"]');
    await expect(storm.locator('.durations rect')).toHaveCount(5);
    await expect(storm.locator('.durations .attempt-fail text')).toHaveText(['✗']);
    await expect(storm.locator('.durations')).toContainText('4 of 5 attempts pass', SEEN);
    await expect(storm.getByRole('tab', { selected: true })).toContainText('#2', SEEN);
  });
});
