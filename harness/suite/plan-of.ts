import type { PlannedRun } from '../model/results.ts';
import type { TargetInfo } from '../model/target.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { RunPlan } from '../store/run-store.ts';
import type { NamedBaseline, OwnRun, ShardOfSuite } from './suite-options.ts';

/**
 * What a run is to do, before its targets are made or started. Each target names the baseline that
 * is going to be applied, also for a run that ends before it begins.
 */
export function planOf({
  targets,
  scenarios,
  repeat,
  baselineFor,
  own,
  shard,
}: {
  readonly targets: readonly { readonly info: TargetInfo }[];
  readonly scenarios: readonly PlannedScenario[];
  readonly repeat: number;
  readonly baselineFor: (n8nVersion: string) => Omit<NamedBaseline, 'baseline'> | undefined;
  readonly own?: Pick<OwnRun, 'told'> | undefined;
  readonly shard?: ShardOfSuite | undefined;
}): RunPlan {
  const runsOf = (all: readonly PlannedScenario[]): PlannedRun[] =>
    targets.flatMap(({ info }) =>
      Array.from({ length: repeat }, (_, index) =>
        all.map((scenario) => plannedRun(scenario, info.id, index + 1)),
      ).flat(),
    );
  return {
    ...(own === undefined ? {} : { ownWorkflow: own.told }),
    ...(shard === undefined ? {} : { shard: { ...shard, whole: runsOf(shard.whole) } }),
    targets: targets.map(({ info }) => withBaseline(info, baselineFor(info.n8n))),
    runs: runsOf(scenarios),
  };
}

const plannedRun = (
  { scenario: { name, title, plan }, file, at }: PlannedScenario,
  target: string,
  attempt: number,
): PlannedRun => ({
  target,
  name,
  title,
  attempt,
  ...(file === undefined ? {} : { file }),
  ...(at === undefined ? {} : { at }),
  injects: faultsIn(plan),
});

/** Names of the faults that a plan injects, each once. */
const faultsIn = (plan: PlannedScenario['scenario']['plan']): string[] => [
  ...new Set(plan.flatMap((step) => (step.do === 'inject' ? [step.fault] : []))),
];

/** The facts of a target, with the baseline that is applied to it. */
export const withBaseline = <T extends TargetInfo>(
  info: T,
  baseline: Omit<NamedBaseline, 'baseline'> | undefined,
): T & { readonly baseline?: string; readonly baselineFile?: string } => ({
  ...info,
  ...(baseline === undefined ? {} : { baseline: baseline.name }),
  ...(baseline?.file === undefined ? {} : { baselineFile: baseline.file }),
});
