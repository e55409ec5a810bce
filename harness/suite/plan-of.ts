import type { TargetInfo } from '../model/target.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import type { RunPlan } from '../store/run-store.ts';

/** What a run is to do, before its targets are made or started. */
export function planOf({
  targets,
  scenarios,
  repeat,
}: {
  readonly targets: readonly { readonly info: TargetInfo }[];
  readonly scenarios: readonly PlannedScenario[];
  readonly repeat: number;
}): RunPlan {
  return {
    targets: targets.map(({ info }) => info),
    runs: targets.flatMap(({ info }) =>
      Array.from({ length: repeat }, (_, index) =>
        scenarios.map(({ scenario: { name, title }, file }) => ({
          target: info.id,
          name,
          title,
          attempt: index + 1,
          ...(file === undefined ? {} : { file }),
        })),
      ).flat(),
    ),
  };
}
