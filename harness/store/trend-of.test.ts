import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Results, ScenarioResult } from '../model/results.ts';
import { sampleResult, sampleTarget } from './testing/sample-results.ts';
import { trendOf } from './trend-of.ts';

type Verdict = ScenarioResult['verdict'];

/** A run of the sample scenario with a verdict for each attempt. */
const run = (day: number, verdicts: readonly Verdict[], part: Partial<ScenarioResult> = {}) =>
  ({
    schemaVersion: 2,
    run: {
      id: `run-${day}`,
      seed: 1,
      startedAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`,
      harness: '0.1.0',
    },
    targets: [sampleTarget()],
    scenarios: verdicts.map((verdict, index) =>
      sampleResult({ verdict, attempt: index + 1, durationMs: 100 * (index + 1), ...part }),
    ),
    totals: {
      scenarios: verdicts.length,
      pass: 0,
      fail: 0,
      knownFail: 0,
      fixedUnexpectedly: 0,
      inconclusive: 0,
      skipped: 0,
      notRun: 0,
    },
    exitCode: 0,
  }) as Results;

describe('a scenario over several runs', () => {
  test.each<readonly [string, readonly (readonly Verdict[])[], string]>([
    ['passed always', [['pass'], ['pass', 'pass']], 'steady'],
    ['failed always', [['fail'], ['fail']], 'steady'],
    ['became a failure', [['pass'], ['fail'], ['fail']], 'changed'],
    ['failed once between', [['pass'], ['fail'], ['pass']], 'flaky'],
    ['was not the same within a run', [['pass', 'pass', 'fail']], 'flaky'],
    ['could not be decided once within a run', [['pass', 'inconclusive']], 'flaky'],
    ['was skipped between', [['pass'], ['skipped'], ['pass']], 'steady'],
  ])('%s', (_, runs, kind) => {
    const { rows } = trendOf(runs.map((verdicts, index) => run(index + 1, verdicts)));
    expect(rows.map((row) => row.kind)).toEqual([kind]);
  });

  test('that nobody ever ran has no row', () => {
    expect(trendOf([run(1, ['skipped'])]).rows).toEqual([]);
  });

  test('is no other because the baseline lists its failure', () => {
    const known = run(2, ['fail'], { known: { reason: 'It is so.' } });
    const [row] = trendOf([run(1, ['fail']), known]).rows;
    expect(row).toMatchObject({ kind: 'steady' });
    expect(row?.points.map(({ verdicts }) => verdicts)).toEqual([['fail'], ['known']]);
  });

  test('tells how many attempts agree, and how long they took', () => {
    const [row] = trendOf([run(2, ['pass', 'fail', 'pass']), run(1, ['pass'])]).rows;
    expect(row).toMatchObject({ attempts: 4, agreeing: 3, medianMs: 100, slowestMs: 300 });
    expect(row?.points.map((point) => point.run)).toEqual(['run-1', 'run-2']);
  });
});

test('targets are told apart, and the flaky come first', () => {
  const other = { target: '1.123.81' };
  const { rows } = trendOf([
    run(1, ['pass']),
    run(2, ['fail']),
    run(3, ['pass', 'fail'], other),
    run(4, ['pass'], { name: 'control/no-fault' }),
  ]);
  expect(rows.map(({ scenario, target, kind }) => [scenario, target, kind])).toEqual([
    ['rotation/concurrent-refresh', '1.123.81', 'flaky'],
    ['rotation/concurrent-refresh', '2.41.1', 'changed'],
    ['control/no-fault', '2.41.1', 'steady'],
  ]);
});

test('no attempt is lost, and the order in which runs are given does not matter', () => {
  const verdict = fc.constantFrom<Verdict>('pass', 'fail', 'inconclusive', 'skipped');
  fc.assert(
    fc.property(fc.array(fc.array(verdict, { maxLength: 4 }), { maxLength: 8 }), (days) => {
      const runs = days.map((verdicts, index) => run(index + 1, verdicts));
      const trend = trendOf(runs);
      expect(trendOf(runs.toReversed())).toEqual(trend);
      const counted = trend.rows.reduce((sum, { attempts }) => sum + attempts, 0);
      expect(counted).toBe(days.flat().filter((one) => one !== 'skipped').length);
      for (const { kind, agreeing, attempts } of trend.rows)
        expect(kind === 'steady').toBe(agreeing === attempts);
    }),
  );
});
