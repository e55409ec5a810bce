import type { PlannedRun, Results, ScenarioResult, Timing } from '../model/results.ts';
import { mergeAdvice } from './merge-advice.ts';
import { mergeCoverage } from './merge-coverage.ts';
import type { Part, PartKey } from './part.ts';
import { whyIncomplete } from './problems.ts';
import { partsByTarget } from './shards.ts';

/** What is merged, without what is counted. */
export type Merged = Omit<Results, 'totals' | 'exitCode'>;

/** The attempt under which a result of a part stands in the whole. */
export type AttemptOf = (part: Part, key: PartKey) => number;

/**
 * Where several parts ran the same, none of them is dropped: the second is the next attempt.
 * Otherwise each keeps its attempt.
 */
function attempts(parts: readonly Part[]): AttemptOf {
  const keyOf = ({ target, name, attempt }: PartKey): string =>
    JSON.stringify([target, name, attempt]);
  const moved = new Map<Part, Map<string, number>>();
  const taken = new Set<string>();
  for (const part of parts) {
    const here = new Map<string, number>();
    moved.set(part, here);
    for (const run of [...(part.results.planned ?? []), ...part.results.scenarios]) {
      const { target, name, attempt } = run;
      if (here.has(keyOf(run))) continue;
      let next = attempt;
      while (taken.has(keyOf({ target, name, attempt: next }))) next += 1;
      taken.add(keyOf({ target, name, attempt: next }));
      here.set(keyOf(run), next);
    }
  }
  return (part, key) => moved.get(part)?.get(keyOf(key)) ?? key.attempt;
}

/** All that was to run, in the order of the whole; after it what was run besides. */
function plannedOf(parts: readonly Part[], attemptOf: AttemptOf): readonly PlannedRun[] {
  const whole = [...partsByTarget(parts).values()].flatMap((shards) => shards[0]?.whole ?? []);
  const all = [
    ...whole,
    ...parts.flatMap((part) =>
      (part.results.planned ?? []).map((run) => ({ ...run, attempt: attemptOf(part, run) })),
    ),
  ];
  return [
    ...new Map(
      all.map((run) => [JSON.stringify([run.target, run.name, run.attempt]), run] as const),
    ).values(),
  ];
}

/** In the order in which they were planned, whatever shard they were in. */
function inOrder(
  scenarios: readonly ScenarioResult[],
  planned: readonly PlannedRun[],
): ScenarioResult[] {
  const keyOf = ({ target, name, attempt }: PartKey): string =>
    JSON.stringify([target, name, attempt]);
  const place = new Map(planned.map((run, index) => [keyOf(run), index]));
  const placeOf = (result: ScenarioResult): number => place.get(keyOf(result)) ?? planned.length;
  return [...scenarios].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Of all machines together: the parts of it add up, and to the time that was paid for. */
function timingOf(parts: readonly Part[]): Timing | undefined {
  const all = parts.flatMap(({ results }) => results.timing ?? []);
  if (all.length === 0) return undefined;
  const sum = (key: keyof Timing): number => all.reduce((total, one) => total + one[key], 0);
  return {
    installMs: sum('installMs'),
    bootMs: sum('bootMs'),
    busyMs: sum('busyMs'),
    waitingMs: sum('waitingMs'),
    harnessMs: sum('harnessMs'),
    wallMs: sum('wallMs'),
  };
}

/** When the first began, and when the last ended. */
function span(parts: readonly Part[]): { startedAt: string; finishedAt: string } {
  const starts = parts.map(({ results: { run } }) => run.startedAt).sort();
  const ends = parts.map(({ results: { run } }) => run.finishedAt ?? run.startedAt).sort();
  return { startedAt: starts[0] ?? '', finishedAt: ends.at(-1) ?? '' };
}

/**
 * The results of several parts as those of one run. They have been checked.
 * @param id of the run that they become
 * @param historyOf where the history of a result will be, from the folder of that run
 */
export function mergeResults(
  parts: readonly [Part, ...(readonly Part[])],
  id: string,
  historyOf: (key: PartKey) => string,
): { readonly merged: Merged; readonly attemptOf: AttemptOf } {
  const attemptOf = attempts(parts);
  const planned = plannedOf(parts, attemptOf);
  const scenarios = parts.flatMap((part) =>
    part.results.scenarios.map((result): ScenarioResult => {
      const key = { target: result.target, name: result.name, attempt: attemptOf(part, result) };
      // A blob has no pictures, and a merged run only what blobs have.
      const { history, screenshots: _, ...rest } = result;
      return {
        ...rest,
        attempt: key.attempt,
        ...(history === undefined ? {} : { history: historyOf(key) }),
      };
    }),
  );
  const [{ results: first }] = parts;
  const stopped = whyIncomplete(parts);
  const timing = timingOf(parts);
  const coverage = mergeCoverage(parts);
  const advice = mergeAdvice(parts);
  const targets = new Map(
    parts.flatMap(({ results }) => results.targets.map((target) => [target.id, target] as const)),
  );
  const { stopped: _stopped, finishedAt: _finishedAt, ...facts } = first.run;
  const merged: Merged = {
    schemaVersion: 2,
    run: {
      ...facts,
      id,
      ...span(parts),
      merged: parts.map(({ results }) => results.run.id),
      ...(stopped === undefined ? {} : { stopped }),
    },
    targets: [...targets.values()],
    planned: [...planned],
    scenarios: inOrder(scenarios, planned),
    ...(first.ownWorkflow === undefined ? {} : { ownWorkflow: first.ownWorkflow }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(advice.length === 0 ? {} : { advice }),
    ...(timing === undefined ? {} : { timing }),
  };
  return { merged, attemptOf };
}
