import { PHONE, viewed } from '../../mock-provider/testing/browser/browser-test.ts';
import { tabStops } from '../../mock-provider/testing/browser/tab-stops.ts';
import { expect, test } from '../testing/report-test.ts';
import { sampleRun, type SampleRun } from '../testing/sample-run.ts';

const sample = sampleRun();
const [target = ''] = sample.results.targets.map(({ id }) => id);

/** The sample run on one target, every scenario twice. */
const repeated: SampleRun = {
  ...sample,
  results: {
    ...sample.results,
    targets: sample.results.targets.filter(({ id }) => id === target),
    scenarios: sample.results.scenarios
      .filter((result) => result.target === target)
      .flatMap((result) => [result, { ...result, attempt: 2 }]),
  },
};
const STORM = '#rotation/concurrent-refresh';

test.describe('the report page, for everybody', () => {
  for (const { what, run = sample, place = STORM, view = viewed(1280) } of [
    { what: 'two targets, one open' },
    { what: 'the same in the dark', view: viewed(1280, 'dark') },
    { what: 'the same on a phone', view: viewed(PHONE) },
    { what: 'failures open, attempts', run: repeated, place: '' },
  ])
    test.describe(() => {
      test.use(view);
      test(`axe finds nothing: ${what}`, async ({ page, openReport }) => {
        await openReport(run, place);
        await page.locator('.words summary').click();
        await expect(page).toPassAxe();
      });
    });

  for (const { what, run, width, heats } of [
    { what: 'wide', run: sample, width: 1280, heats: 1 },
    { what: 'in between', run: sample, width: 760, heats: 1 },
    { what: 'narrow', run: repeated, width: PHONE, heats: 0 },
  ])
    test.describe(() => {
      test.use(viewed(width));
      test(`Tab leads to everything, and nothing covers what has the focus: ${what}`, async ({
        page,
        openReport,
      }) => {
        await openReport(run);
        const stops = await tabStops(page);
        expect(stops.filter(({ isCovered }) => isCovered)).toEqual([]);
        const said = stops.map(({ text }) => text).join('\n');
        for (const wanted of [
          /What the words mean/,
          /known failure/,
          /control\/no-fault/,
          /^select/m,
        ])
          expect(said).toMatch(wanted);
        expect(stops.filter(({ text }) => text.startsWith('button heat'))).toHaveLength(heats);
      });
    });

  test('fits any window without a horizontal scroll bar', async ({ page, openReport }) => {
    await openReport(sample, STORM);
    for (const width of [1280, 1000, 760, 600, PHONE, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(width);
    }
  });

  for (const width of [PHONE, 760, 1280])
    test.describe(() => {
      test.use(viewed(width));
      test(`shows the title that a link leads to, at ${width} px`, async ({ page, openReport }) => {
        await openReport(sample, '#reply/reset-after-commit');
        const name = page.locator('.scenario.open .name');
        await expect
          .poll(() =>
            name.evaluate((element) => {
              const { left, top } = element.getBoundingClientRect();
              return element.contains(document.elementFromPoint(left + 4, top + 4));
            }),
          )
          .toBe(true);
      });
    });

  test.describe(() => {
    test.use(viewed(PHONE));
    test('keeps the error that the operator sees readable on a phone', async ({
      page,
      openReport,
    }) => {
      await openReport(sample, STORM);
      const error = page.locator('.executions td:nth-child(4)', { hasText: 'HTTP 400' }).first();
      expect((await error.boundingBox())?.width).toBeGreaterThan(300);
    });
  });
});
