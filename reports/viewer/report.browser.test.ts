import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_HINT, findChromium } from '../testing/find-chromium.ts';
import { reportPages, type ReportPages } from '../testing/report-pages.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.warn(
    `Skipped: the report page was not opened, because there is no Chromium. ${CHROMIUM_HINT}`,
  );

/** A run of 120 scenarios on two targets, with the sample's histories. */
function bigRun(run: SampleRun): SampleRun['results'] {
  const scenarios = run.results.scenarios.flatMap((result) =>
    Array.from({ length: 20 }, (_, index) => ({ ...result, name: `${result.name}-${index}` })),
  );
  return { ...run.results, scenarios };
}

describe.skipIf(executablePath === undefined)('the report page', () => {
  const run = sampleRun();
  let pages: ReportPages;

  beforeAll(async () => {
    pages = await reportPages(run, { sample: run.results, big: bigRun(run) }, executablePath ?? '');
  });
  afterAll(() => pages[Symbol.asyncDispose]());
  afterEach(() => {
    expect(pages.troubles.splice(0), 'console errors and requests').toEqual([]);
  });

  const open = (hash = '', scheme: 'light' | 'dark' = 'light', name = 'sample') =>
    pages.open(name, { hash, scheme });
  const names = (page: Page): Promise<string[]> =>
    page.locator('.scenario .name').allTextContents();

  it('opens from disk and tells the run', async () => {
    await using page = await open();
    expect(await page.locator('header.run').innerText()).toMatch(
      /exit code 1 unexpected failure or regression/,
    );
    expect(await page.locator('.targets tbody tr').count()).toBe(2);
    expect(await names(page)).toHaveLength(6);
    expect(
      await page.locator('[data-scenario="rotation/concurrent-refresh"] .change').innerText(),
    ).toContain('fixed');
  });

  it('filters, and keeps the filter in the address', async () => {
    await using page = await open();
    await page.getByPlaceholder(/Search an error/).fill('spent family');
    await expect.poll(() => names(page)).toEqual(['rotation/concurrent-refresh']);
    expect(page.url()).toContain('#q=spent+family');
    await page.reload();
    expect(await names(page)).toEqual(['rotation/concurrent-refresh']);
    await page.getByRole('button', { name: 'clear', exact: true }).click();
    await page.getByRole('combobox', { name: 'theme' }).selectOption('throttle');
    await expect.poll(() => names(page)).toEqual(['throttle/token-endpoint-429']);
    await page.getByRole('combobox', { name: 'theme' }).selectOption('');
    await page.getByRole('button', { name: /1\s+fail/ }).click();
    await expect.poll(() => names(page)).toEqual(['rotation/concurrent-refresh']);
    await page.getByRole('combobox', { name: 'verdict' }).selectOption('');
    await page.getByRole('combobox', { name: 'target' }).selectOption('2.41.1');
    await expect.poll(() => page.locator('.scenario').first().locator('.cell').count()).toBe(1);
  });

  it('opens a scenario and follows a finding to the event that proves it; Back returns', async () => {
    await using page = await open();
    await page.locator('.row', { hasText: 'concurrent-refresh' }).click();
    const finding = page.locator('.finding.violated', { hasText: 'no-reuse-of-spent-token' });
    expect(await page.locator('.summary').innerText()).toContain(
      'Open the credential and connect the account again.',
    );
    const number = await finding.locator('.event-number').first().innerText();
    await finding.locator('.event-number').first().click();
    const row = page.locator(`.event[data-event="${number}"]`);
    await expect.poll(() => row.getAttribute('aria-current')).toBe('true');
    expect(await row.innerText()).toContain('was presented again after it was spent');
    expect(await row.evaluate((element) => document.activeElement === element)).toBe(true);
    expect(await page.locator('.timeline .is-selected').count()).toBe(1);
    expect(page.url()).toContain(`event=${number}`);
    await page.goBack();
    await expect.poll(() => page.locator('.event.selected').count()).toBe(0);
    await page.goBack();
    await expect.poll(() => page.locator('.detail').count()).toBe(0);
  });

  it('opens what a link names, and switches between targets', async () => {
    await using page = await open('#rotation/concurrent-refresh');
    expect(await page.getByRole('tab', { selected: true }).innerText()).toContain('1.123.81');
    expect(await page.locator('.timeline .bar').count()).toBeGreaterThan(60);
    await page.getByRole('tab', { name: /2\.41\.1/ }).click();
    await expect
      .poll(() => page.locator('.summary').innerText())
      .toContain('One execution refreshed for all eight');
  });

  it('says what is missing: no history, a history without an end', async () => {
    await using page = await open('#scenario=clock/n8n-ahead&on=1.123.81');
    const notices = page.locator('.notice');
    expect(await notices.allInnerTexts()).toContainEqual(expect.stringContaining('no history'));
    await page.goto(`${pages.urlOf('sample')}#scenario=reply/reset-after-commit&on=1.123.81`);
    await expect
      .poll(() => notices.allInnerTexts())
      .toContainEqual(expect.stringContaining('cut off'));
  });

  it('can be walked by keyboard alone', async () => {
    await using page = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('concurrent');
    await expect.poll(() => names(page)).toHaveLength(1);
    await page.locator('.row').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.zoom button').last().focus();
    await page.keyboard.press('Tab');
    const readout = page.locator('.readout');
    await expect.poll(() => readout.innerText()).toContain('authorization endpoint');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => readout.innerText()).toContain('code exchange');
    const number = await readout.locator('.event-number').innerText();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.event.selected').getAttribute('data-event'))
      .toBe(number);
    await page.locator('[role="tab"][aria-selected="true"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.getByRole('tab', { selected: true }).innerText())
      .toContain('2.41.1');
  });

  it.each(['light', 'dark'] as const)('has enough contrast in %s', async (scheme) => {
    await using page = await open('#rotation/concurrent-refresh', scheme);
    expect(await page.evaluate(worstContrast)).toEqual([]);
  });

  it('lists 120 scenarios on two targets and draws only the one that is open', async () => {
    await using page = await open('', 'light', 'big');
    expect(await names(page)).toHaveLength(120);
    expect(await page.locator('svg').count()).toBe(0);
    await page.locator('[data-scenario="rotation/concurrent-refresh-7"] .row').click();
    await expect.poll(() => page.locator('.timeline svg').count()).toBe(1);
  });
});

/**
 * Runs in the page. Returns every visible text whose contrast to its background is lower than WCAG
 * 1.4.3 requires.
 */
function worstContrast(): string[] {
  const channels = (colour: string): number[] => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (canvas === null) return [];
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element | null): number[] => {
    for (let each = element; each !== null; each = each.parentElement) {
      const ground = channels(getComputedStyle(each).backgroundColor);
      if (ground[3] === 255) return ground;
    }
    return [255, 255, 255];
  };
  const poor = [...document.querySelectorAll('#app *')].flatMap((element) => {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
    if (
      !own ||
      element.closest('svg, .visually-hidden, option') !== null ||
      element.getClientRects().length === 0
    )
      return [];
    const [a, b] = [
      luminance(channels(getComputedStyle(element).color)),
      luminance(groundOf(element)),
    ];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < 4.5
      ? [`${ratio.toFixed(2)} ${element.className} ${element.textContent?.slice(0, 40)}`]
      : [];
  });
  return [...new Set(poor)];
}
