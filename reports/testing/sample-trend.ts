import type { Trend, TrendPoint, TrendRow, TrendVerdict } from '../../harness/model/trend.ts';

/** A point of the sample trend: a run a day, a second an attempt. */
const point = (day: number, verdicts: readonly TrendVerdict[]): TrendPoint => ({
  run: `run-${day}`,
  at: `2026-01-${String(day).padStart(2, '0')}T08:30:00Z`,
  harness: '0.1.0',
  verdicts,
  durationsMs: verdicts.map((_, index) => 1_000 * (index + 1)),
});

const row = (
  part: Pick<TrendRow, 'scenario' | 'kind' | 'points'> & Partial<TrendRow>,
): TrendRow => ({
  target: '2.41.1',
  attempts: part.points.flatMap(({ verdicts }) => verdicts).length,
  agreeing: 1,
  medianMs: 1_000,
  slowestMs: 4_000,
  ...part,
});

/** Three runs: a scenario of each kind, and one whose name and target are markup. */
export const sampleTrend: Trend = {
  runs: [1, 2, 3].map((day) => ({
    id: `run-${day}`,
    at: `2026-01-${String(day).padStart(2, '0')}T08:30:00Z`,
    harness: '0.1.0',
  })),
  rows: [
    row({
      scenario: 'rotation/grace',
      kind: 'flaky',
      points: [point(1, ['pass']), point(2, ['pass', 'fail', 'pass', 'pass']), point(3, ['pass'])],
    }),
    row({
      scenario: 'queue/slow-lock',
      kind: 'changed',
      points: [point(1, ['known']), point(2, ['pass']), point(3, ['pass'])],
    }),
    row({
      scenario: 'a/<img src=x onerror=alert(1)>',
      target: '"><b>',
      kind: 'steady',
      points: [point(2, ['inconclusive'])],
    }),
  ],
};
