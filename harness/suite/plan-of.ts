import type { TargetInfo } from '../model/target.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { RunPlan } from '../store/run-store.ts';
import type { NamedBaseline, OwnRun } from './suite-options.ts';

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
}: {
  readonly targets: readonly { readonly info: TargetInfo }[];
  readonly scenarios: readonly PlannedScenario[];
  readonly repeat: number;
  readonly baselineFor: (n8nVersion: string) => Pick<NamedBaseline, 'name'> | undefined;
  readonly own?: Pick<OwnRun, 'told'> | undefined;
}): RunPlan {
  return {
    ...(own === undefined ? {} : { ownWorkflow: own.told }),
    targets: targets.map(({ info }) => withBaseline(info, baselineFor(info.n8n))),
    runs: targets.flatMap(({ info }) =>
      Array.from({ length: repeat }, (_, index) =>
        scenarios.map(({ scenario: { name, title, plan }, file, at }) => ({
          target: info.id,
          name,
          title,
          attempt: index + 1,
          ...(file === undefined ? {} : { file }),
          ...(at === undefined ? {} : { at }),
          injects: faultsIn(plan),
        })),
      ).flat(),
    ),
  };
}

/** Names of the faults that a plan injects, each once. */
const faultsIn = (plan: PlannedScenario['scenario']['plan']): string[] => [
  ...new Set(plan.flatMap((step) => (step.do === 'inject' ? [step.fault] : []))),
];

/** The facts of a target, with the name of the baseline that is applied to it. */
export const withBaseline = <T extends TargetInfo>(
  info: T,
  baseline: Pick<NamedBaseline, 'name'> | undefined,
): T & { readonly baseline?: string } => ({
  ...info,
  ...(baseline === undefined ? {} : { baseline: baseline.name }),
});
