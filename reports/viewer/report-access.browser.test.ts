import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../testing/find-chromium.ts';
import { reportPages, type PageView, type ReportPages } from '../testing/report-pages.ts';
import { sampleRun } from '../testing/sample-run.ts';

const require = createRequire(import.meta.url);
const executablePath = findChromium();
const run = sampleRun();
const [target = ''] = run.results.targets.map(({ id }) => id);

/** The sample run on one target, every scenario twice. */
const repeated = {
  ...run.results,
  targets: run.results.targets.filter(({ id }) => id === target),
  scenarios: run.results.scenarios
    .filter((result) => result.target === target)
    .flatMap((result) => [result, { ...result, attempt: 2 }]),
};
const STORM = '#rotation/concurrent-refresh';

describe.skipIf(executablePath === undefined)('the report page, for everybody', () => {
  let pages: ReportPages;
  let axe: string;
  beforeAll(async () => {
    axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
    pages = await reportPages(run, { sample: run.results, repeated }, executablePath ?? '');
  });
  afterAll(() => pages[Symbol.asyncDispose]());

  it.each<readonly [string, string, PageView]>([
    ['two targets, one open', 'sample', { hash: STORM }],
    ['the same in the dark', 'sample', { hash: STORM, scheme: 'dark' }],
    ['the same on a phone', 'sample', { hash: STORM, width: 420 }],
    ['failures open, attempts', 'repeated', {}],
  ])('axe finds nothing: %s', async (_, name, view) => {
    await using page = await pages.open(name, view);
    await page.locator('.words summary').click();
    await page.evaluate(axe);
    expect(await page.evaluate(axeFindings)).toEqual([]);
  });

  it.each<readonly [string, string, number]>([
    ['wide', 'sample', 1280],
    ['in between', 'sample', 760],
    ['narrow', 'repeated', 420],
  ])(
    'Tab leads to everything, and nothing covers what has the focus: %s',
    async (_, name, width) => {
      await using page = await pages.open(name, { width });
      const stops = await walk(page);
      expect(stops.filter(({ isCovered }) => isCovered)).toEqual([]);
      const said = stops.map(({ text }) => text).join('\n');
      for (const wanted of [/What the words mean/, /known failure/, /control\/no-fault/, /select/])
        expect(said).toMatch(wanted);
      expect(stops.filter(({ text }) => text.startsWith('heat'))).toHaveLength(
        name === 'sample' ? 1 : 0,
      );
    },
  );

  it('fits any window without a horizontal scroll bar', async () => {
    await using page = await pages.open('sample', { hash: STORM });
    for (const width of [1280, 1000, 760, 600, 420, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(width);
    }
  });

  it.each([420, 760, 1280])('shows the title that a link leads to, at %i px', async (width) => {
    await using page = await pages.open('sample', { hash: '#reply/reset-after-commit', width });
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

  it('keeps the error that the operator sees readable on a phone', async () => {
    await using page = await pages.open('sample', { hash: STORM, width: 420 });
    const error = page.locator('.executions td:nth-child(4)', { hasText: 'HTTP 400' }).first();
    expect((await error.boundingBox())?.width).toBeGreaterThan(300);
  });
});

/** Runs in the page. What axe finds, one text for each rule. */
async function axeFindings(): Promise<string[]> {
  const { axe } = globalThis as unknown as {
    readonly axe: {
      run(): Promise<{
        readonly violations: readonly {
          readonly id: string;
          readonly nodes: readonly { readonly html: string }[];
        }[];
      }>;
    };
  };
  const { violations } = await axe.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`);
}

interface Stop {
  readonly text: string;
  readonly isCovered: boolean;
}

/** Every stop of the Tab key, until it leaves the page. */
async function walk(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let count = 0; count < 400; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const { left, top, width, height } = element.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      return {
        text: `${element.className} ${element.tagName.toLowerCase()} ${element.textContent ?? ''}`,
        isCovered: !(above !== null && (element.contains(above) || above.contains(element))),
      };
    });
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  return stops;
}
