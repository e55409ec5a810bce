import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../harness/model/results.ts';
import { sampleRun, unfinishedRun } from '../testing/sample-run.ts';
import { leftOutWords } from '../text/left-out-words.ts';
import { coverageRemarks, unfinishedRemarks } from '../text/run-remarks.ts';
import { standingOf, WORST_FIRST, worstStanding, type Standing } from '../text/standing.ts';
import { fitResults } from './fit-results.ts';

const { advice, ...results } = sampleRun().results;
const unfinished = unfinishedRun('interruption');
const size = (value: unknown): number => JSON.stringify(value).length;

const namesIn = ({ scenarios, planned = [] }: Results): ReadonlySet<string> =>
  new Set([...scenarios, ...planned].map(({ name }) => name));

const placeOf = (name: string, all: Results): number => {
  const found = all.scenarios.filter((one) => one.name === name).map(standingOf);
  return WORST_FIRST.indexOf(worstStanding(found) ?? 'not-run');
};

describe('fitResults', () => {
  it('leaves results alone that have room', () => {
    expect(fitResults(results, size(results))).toEqual({ results, left: undefined });
  });

  it('keeps whole scenarios, the worst first, within its room, and counts all others', () => {
    const { advice: _, ...plain } = unfinished;
    fc.assert(
      fc.property(fc.constantFrom(results, plain), fc.nat(size(plain)), (all, most) => {
        const { results: page, left } = fitResults(all, most);
        const kept = namesIn(page);
        const gone = [...namesIn(all)].filter((name) => !kept.has(name));
        expect(size(page.scenarios)).toBeLessThanOrEqual(most + 2);
        expect(page.scenarios).toEqual(all.scenarios.filter(({ name }) => kept.has(name)));
        expect(page.planned).toEqual(all.planned?.filter(({ name }) => kept.has(name)));
        const places = (names: Iterable<string>) => [...names].map((name) => placeOf(name, all));
        expect(Math.max(-1, ...places(kept))).toBeLessThanOrEqual(
          Math.min(WORST_FIRST.length, ...places(gone)),
        );
        const counted = Object.values(left?.counts ?? {}).reduce((sum, one) => sum + one, 0);
        const { scenarios, notRun } = all.totals;
        expect(page.scenarios.length + counted).toBe(
          scenarios + notRun - (kept.has('queue/never-run') ? notRun : 0),
        );
      }),
    );
  });

  it('says of the whole run what the page can say only of a part', () => {
    const { left } = fitResults(unfinished, 0);
    expect(left?.unfinished).toEqual(unfinishedRemarks(unfinished));
    expect(left?.coverage).toEqual(coverageRemarks(unfinished));
    expect(left?.counts['not-run']).toBe(unfinished.totals.notRun);
  });

  it('keeps what decides what guides say, even where it passed', () => {
    const scenario = 'control/no-fault';
    const deciding = results.scenarios.filter(({ name }) => name === scenario);
    expect(deciding.map(standingOf)).toEqual(['pass', 'pass']);
    const trials = [{ scenario, asks: 'Does it pass?' }];
    const told = (advice ?? []).map((one) => ({ ...one, trials }));
    const page = fitResults({ ...results, advice: told }, size([deciding, []])).results;
    expect(page.scenarios).toEqual(deciding);
  });
});

it.each<[Partial<Record<Standing, number>>, string]>([
  [{ skipped: 5, pass: 20_000 }, '20005 results are not in this page'],
  [{ pass: 1 }, '1 result is not in this page'],
])('%j: %s', (counts, words) => {
  expect(leftOutWords(counts)).toContain(words);
});

it('names the standings of what is left out, the worst first', () => {
  expect(leftOutWords({ skipped: 5, pass: 20_000, fail: 2 })).toContain(
    ': 2 fail, 20000 pass, 5 skipped.',
  );
});
