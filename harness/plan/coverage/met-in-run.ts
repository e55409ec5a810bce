import type { Results, ScenarioResult } from '../../model/results.ts';
import type { Coverage } from './measure-coverage.ts';

/** What became of a fault on a target; `not-tried`: no scenario with it has a result there. */
export type Meeting = 'met' | 'not-met' | 'not-tried' | 'skipped';

/** A target of a run. */
export interface CoveredTarget {
  readonly target: string;
  readonly n8n: string;
  readonly topology: string;
}

/** What a run adds to a coverage. */
export interface RunCoverage {
  readonly run: string;
  /** Of each version of n8n: the faults that any of its targets met. */
  readonly metOnVersion: Readonly<Record<string, readonly string[]>>;
  readonly targets: readonly CoveredTarget[];
  /** By the fault's name, one for each target, in the order of the targets. */
  readonly faults: Readonly<Record<string, readonly Meeting[]>>;
  /** By the preset's name: whether any of its scenarios was carried out there. */
  readonly presets: Readonly<Record<string, readonly boolean[]>>;
}

/**
 * What a run tells about the faults and presets of a coverage.
 * @returns undefined when the results say nothing about faults, because an older harness wrote them
 */
export function metInRun(
  { faults, presets }: Pick<Coverage, 'faults' | 'presets'>,
  {
    run,
    targets,
    scenarios,
  }: Pick<Results, 'targets' | 'scenarios'> & {
    readonly run: { readonly id: string };
  },
): RunCoverage | undefined {
  const carriedOut = scenarios.filter(({ verdict }) => verdict !== 'skipped');
  if (carriedOut.length > 0 && carriedOut.every((result) => result.faults === undefined))
    return undefined;
  const meetings = faults.map(({ name, scenarios: users }) => ({
    name,
    on: targets.map(({ id }) => meetingOf(name, new Set(users), resultsOn(scenarios, id))),
  }));
  const versions = [...new Set(targets.map(({ n8n }) => n8n))];
  return {
    run: run.id,
    targets: targets.map(({ id, n8n, topology }) => ({ target: id, n8n, topology })),
    metOnVersion: Object.fromEntries(
      versions.map((version) => [
        version,
        meetings
          .filter(({ on }) => targets.some(({ n8n }, at) => n8n === version && on[at] === 'met'))
          .map(({ name }) => name),
      ]),
    ),
    faults: Object.fromEntries(meetings.map(({ name, on }) => [name, on])),
    presets: Object.fromEntries(
      presets.map(({ name, scenarios: users }) => [
        name,
        targets.map(({ id }) =>
          resultsOn(carriedOut, id).some((result) => users.includes(result.name)),
        ),
      ]),
    ),
  };
}

const resultsOn = (results: readonly ScenarioResult[], target: string): readonly ScenarioResult[] =>
  results.filter((result) => result.target === target);

/** What became of a fault in the results of one target. */
function meetingOf(
  fault: string,
  users: ReadonlySet<string>,
  results: readonly ScenarioResult[],
): Meeting {
  const told = results.flatMap(({ faults = [] }) =>
    faults.filter((one) => one.fault === fault).map(({ met }) => met),
  );
  if (told.length > 0) return told.includes(true) ? 'met' : 'not-met';
  const skipped = results.some(({ name, verdict }) => users.has(name) && verdict === 'skipped');
  return skipped ? 'skipped' : 'not-tried';
}

/**
 * Several runs as if they were one: what they tell together. A target that two of them have is one
 * target.
 */
export const together = (
  runs: readonly Pick<Results, 'run' | 'targets' | 'scenarios'>[],
): Parameters<typeof metInRun>[1] => {
  const byId = new Map(runs.flatMap(({ targets }) => targets).map((one) => [one.id, one]));
  return {
    run: { id: runs.map(({ run }) => run.id).join(', ') },
    targets: [...byId.values()],
    scenarios: runs.flatMap(({ scenarios }) => scenarios),
  };
};
