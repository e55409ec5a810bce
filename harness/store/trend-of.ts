import type { Results } from '../model/results.ts';
import {
  trendVerdict,
  type Trend,
  type TrendKind,
  type TrendPoint,
  type TrendRow,
  type TrendVerdict,
} from '../model/trend.ts';

const KINDS: readonly TrendKind[] = ['flaky', 'changed', 'steady'];

/**
 * What became of each scenario over several runs, oldest run first. Nothing is tried again to make
 * it pass, so every attempt counts; a scenario that was skipped in a run has no point there.
 */
export function trendOf(all: readonly Results[]): Trend {
  const runs = all.toSorted((a, b) => a.run.startedAt.localeCompare(b.run.startedAt, 'en'));
  const points = new Map<string, { scenario: string; target: string; points: TrendPoint[] }>();
  for (const results of runs)
    for (const [key, scenario, target, point] of pointsOf(results)) {
      const row = points.get(key) ?? { scenario, target, points: [] };
      points.set(key, row);
      row.points.push(point);
    }
  return {
    runs: runs.map(({ run }) => ({ id: run.id, at: run.startedAt, harness: run.harness })),
    rows: [...points.values()].map(rowOf).toSorted(order),
  };
}

type Keyed = readonly [key: string, scenario: string, target: string, point: TrendPoint];

function pointsOf({ run, scenarios }: Results): readonly Keyed[] {
  const found = new Map<string, Keyed>();
  for (const result of scenarios) {
    const verdict = trendVerdict(result);
    if (verdict === undefined) continue;
    const key = `${result.name}\n${result.target}`;
    const [, , , before] = found.get(key) ?? [];
    const point: TrendPoint = {
      run: run.id,
      at: run.startedAt,
      harness: run.harness,
      verdicts: [...(before?.verdicts ?? []), verdict],
      durationsMs: [...(before?.durationsMs ?? []), result.durationMs],
    };
    found.set(key, [key, result.name, result.target, point]);
  }
  return [...found.values()];
}

function rowOf({
  scenario,
  target,
  points,
}: Pick<TrendRow, 'scenario' | 'target' | 'points'>): TrendRow {
  const verdicts = points.flatMap((point) => point.verdicts).map(seenAs);
  const durations = points.flatMap((point) => point.durationsMs).toSorted((a, b) => a - b);
  return {
    scenario,
    target,
    kind: kindOf(points),
    points,
    attempts: verdicts.length,
    agreeing: Math.max(...verdicts.map((one) => verdicts.filter((other) => other === one).length)),
    medianMs: durations[Math.floor((durations.length - 1) / 2)] ?? 0,
    slowestMs: durations.at(-1) ?? 0,
  };
}

function kindOf(points: readonly TrendPoint[]): TrendKind {
  const perRun = points.map(({ verdicts }) => new Set(verdicts.map(seenAs)));
  if (perRun.some((verdicts) => verdicts.size > 1)) return 'flaky';
  const turns = perRun
    .map(([verdict]) => verdict)
    .filter((verdict, place, list) => place === 0 || verdict !== list[place - 1]);
  if (turns.length <= 1) return 'steady';
  return new Set(turns).size < turns.length ? 'flaky' : 'changed';
}

/** Whether a failure is listed is the baseline's doing, and no change of what was seen. */
const seenAs = (verdict: TrendVerdict): TrendVerdict => (verdict === 'known' ? 'fail' : verdict);

const order = (a: TrendRow, b: TrendRow): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  a.scenario.localeCompare(b.scenario, 'en') ||
  a.target.localeCompare(b.target, 'en', { numeric: true });
