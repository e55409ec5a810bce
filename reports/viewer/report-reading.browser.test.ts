import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../harness/model/results.ts';
import { findChromium } from '../testing/find-chromium.ts';
import { reportPages, type ReportPages } from '../testing/report-pages.ts';
import { sampleRun } from '../testing/sample-run.ts';

const executablePath = findChromium();
const run = sampleRun();
const [OLD = run.results.targets[0], NEW = OLD] = run.results.targets;

/** The sample run on its first target alone, where one scenario fails. */
const failing: Results = {
  ...run.results,
  targets: OLD === undefined ? [] : [OLD],
  scenarios: run.results.scenarios.filter(({ target }) => target === OLD?.id),
};
/** The targets the other way round, so that what was fixed is a regression. */
const regressed: Results = { ...run.results, targets: run.results.targets.toReversed() };
/** Every scenario of the failing run five times; the storm fails in the second attempt alone. */
const repeated: Results = {
  ...failing,
  scenarios: failing.scenarios.flatMap((result) =>
    Array.from({ length: 5 }, (_, index) => ({
      ...(result.verdict === 'fail' && index !== 1
        ? { ...result, verdict: 'pass' as const, outcome: 'recovered' as const }
        : result),
      attempt: index + 1,
    })),
  ),
};

describe.skipIf(executablePath === undefined)('reading the report of a run that failed', () => {
  let pages: ReportPages;
  beforeAll(async () => {
    pages = await reportPages(run, { failing, regressed, repeated }, executablePath ?? '');
  });
  afterAll(() => pages[Symbol.asyncDispose]());
  afterEach(() => {
    expect(pages.troubles.splice(0), 'console errors and requests').toEqual([]);
  });

  it('shows failures first and open, the reasons of the rest, and counts in the head', async () => {
    await using page = await pages.open('failing');
    const first = page.locator('.scenario').first();
    expect(await first.locator('.row').getAttribute('aria-expanded')).toBe('true');
    expect(await first.locator('.summary').innerText()).toContain('revoked the family');
    expect(await first.locator('.timeline').count()).toBe(0);
    expect(await page.locator('header.run .totals').allInnerTexts()).toEqual([
      expect.stringMatching(/1 fail[^]*1 known failure/),
      expect.stringMatching(/against the baseline[^]*0 not as listed/),
    ]);
    const known = page.locator('[data-scenario="throttle/token-endpoint-429"]');
    expect(await known.locator('.reasons').innerText()).toContain(
      'Known: n8n does not wait for Retry-After',
    );
    expect(await page.locator('.list').innerText()).not.toContain('unaffected → unaffected');
    await first.getByRole('button', { name: /timeline/ }).click();
    await expect.poll(() => first.locator('.timeline').count()).toBe(1);
    expect(page.url()).toContain('#scenario=rotation/concurrent-refresh');
    await first.locator('.row').click();
    await expect.poll(() => first.locator('.detail').count()).toBe(0);
  });

  it('finds the error an operator has in hand, and leads to the event that has it', async () => {
    await using page = await pages.open('failing');
    const search = page.getByPlaceholder(/Search an error/);
    await search.fill('“or refresh token is invalid, expired, revoked”');
    const hit = page.locator('[data-scenario="rotation/concurrent-refresh"] .hit');
    await expect.poll(() => hit.innerText()).toMatch(/^error of an execution: .*is invalid/);
    expect(await hit.locator('mark').count()).toBeGreaterThan(3);
    await search.fill('ledger replayed spent');
    await expect.poll(() => hit.innerText()).toMatch(/^event \d+: /);
    const number = (await hit.getByRole('button').innerText()).replace('event ', '');
    await hit.getByRole('button').click();
    await expect
      .poll(() => page.locator('.event.selected').getAttribute('data-event'))
      .toBe(number);
  });

  it('explains every word where it stands, and in a legend', async () => {
    await using page = await pages.open('failing');
    expect(await page.locator('.row .outcome').first().getAttribute('title')).toMatch(
      /^More refresh requests/,
    );
    const legend = page.locator('.words');
    await legend.locator('summary').click();
    await expect.poll(() => legend.locator('dt').count()).toBe(7 + 20 + 5);
    expect(await legend.locator('.here dt').allInnerTexts()).toContain('refresh storm');
  });

  it('gives a command to copy', async () => {
    await using page = await pages.open('failing');
    const line = page.locator('.reproduce').first();
    expect(await line.locator('code').innerText()).toBe(
      'npx --no-install oauth-chaos run rotation/concurrent-refresh --n8n 1.123.81 --seed 42',
    );
    await line.getByRole('button').click();
    await expect.poll(() => line.locator('output').innerText()).toMatch(/copied|selected/);
  });

  it('puts what regressed first, filters by it, and draws every scenario on every target', async () => {
    await using page = await pages.open('regressed');
    const first = page.locator('.scenario').first();
    expect(await first.locator('.change').innerText()).toBe('▼ regressed');
    expect(await first.getByRole('tab', { selected: true }).innerText()).toContain(OLD?.id ?? '');
    await page.getByRole('button', { name: /1\s+regressed/ }).click();
    await expect.poll(() => page.locator('.scenario').count()).toBe(1);
    expect(page.url()).toContain('#change=regressed');
    const squares = page.locator('.heat');
    expect(await squares.count()).toBe(12);
    const storm = page.locator('.heat[aria-label^="rotation/concurrent-refresh on"]');
    expect(await storm.allInnerTexts()).toEqual(['✓', '✗']);
    await page.getByRole('combobox', { name: 'change' }).selectOption('');
    await squares.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(`&on=${OLD?.id ?? ''}`);
    expect(NEW?.id).not.toBe(OLD?.id);
  });

  it('shows how long each attempt took, and which of them failed', async () => {
    await using page = await pages.open('repeated');
    const storm = page.locator('[data-scenario="rotation/concurrent-refresh"]');
    expect(await storm.locator('.durations rect').count()).toBe(5);
    expect(await storm.locator('.durations .attempt-fail text').allTextContents()).toEqual(['✗']);
    expect(await storm.locator('.durations').innerText()).toContain('1 of 5 attempts no pass');
    expect(await storm.getByRole('tab', { selected: true }).innerText()).toContain('#2');
  });
});
