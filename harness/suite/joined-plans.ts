import type { OwnWorkflow } from '../model/own-workflow.ts';
import type { RunPlan } from '../store/run-store.ts';

/** The plan of a run whose parts have these plans. */
export function joinedPlans(plans: readonly RunPlan[]): RunPlan {
  const told = plans.flatMap(({ ownWorkflow }) => ownWorkflow ?? []);
  const [shard] = plans.flatMap((plan) => plan.shard ?? []);
  return {
    ...(shard === undefined
      ? {}
      : { shard: { ...shard, whole: plans.flatMap((plan) => plan.shard?.whole ?? plan.runs) } }),
    targets: plans.flatMap(({ targets }) => targets),
    runs: plans.flatMap(({ runs }) => runs),
    ...(told[0] === undefined ? {} : { ownWorkflow: joinedOwn(told[0], told) }),
  };
}

/** All parts run the same workflow; each may have left out other scenarios. */
const joinedOwn = (first: OwnWorkflow, all: readonly OwnWorkflow[]): OwnWorkflow => ({
  ...first,
  leftOut: [
    ...new Map(
      all.flatMap(({ leftOut }) => leftOut).map((one) => [one.scenario, one] as const),
    ).values(),
  ],
});
