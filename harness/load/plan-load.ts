import { toMs } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import { LOAD_METRICS, readThreshold, type Thresholds } from '../model/threshold.ts';
import { isCalled } from '../model/workflow.ts';
import type { Vocabulary } from '../plan/catalog.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { planScenario } from '../plan/plan-scenario.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { execute } from '../plan/steps/execute.ts';
import { requireWithinLimits } from './limits.ts';
import type { LoadScenario } from './load-scenario.ts';

/** Executions before the load: they show that all is well without it. */
const BEFORE = [execute(2)];
/** And after it: what a load has broken stays broken. */
const AFTER = [execute(1)];

/** A load that can be made: everything in it has been checked. */
export interface PlannedLoad {
  readonly planned: PlannedScenario;
  readonly rate: number;
  readonly durationMs: number;
  readonly thresholds: Thresholds;
  /** When each step of the plan comes: milliseconds after the first call, before or after all. */
  readonly when: readonly (number | 'before' | 'after')[];
}

function refuse(name: string, reason: string, hint: string): never {
  throw new HarnessError('load-scenario-invalid', `Could not plan ${name}: ${reason}.`, {
    exitCode: 64,
    hint,
  });
}

function requireThresholds({ name, thresholds }: LoadScenario): void {
  for (const [metric, expressions] of Object.entries(thresholds))
    for (const expression of expressions) {
      const read = readThreshold(metric, expression);
      if (typeof read === 'string')
        refuse(name, read, `Metrics: ${Object.keys(LOAD_METRICS).join(', ')}`);
    }
}

/** When what happens under load happens, in milliseconds after the first call. */
function momentsOf({ name, happens = [] }: LoadScenario, durationMs: number): readonly number[] {
  const moments = happens.map(({ at }) => toMs(at));
  moments.forEach((at, index) => {
    if (at < (moments[index - 1] ?? 0))
      refuse(name, `what happens at ${at / 1_000} s stands after what is later`, 'Sort by time.');
    if (at >= durationMs)
      refuse(
        name,
        `something happens at ${at / 1_000} s, and the load ends after ${durationMs / 1_000} s`,
        'Give a longer --duration.',
      );
  });
  return moments;
}

/** The same as a scenario of the usual kind: its steps in their order. */
const asScenario = (load: LoadScenario): DefinedScenario => {
  const { name, title, why, links, realm, credentials, requires, workflows, expect } = load;
  return {
    name,
    title,
    why,
    workflows,
    ...(links === undefined ? {} : { links }),
    ...(realm === undefined ? {} : { realm }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(requires === undefined ? {} : { requires }),
    plan: [...BEFORE, ...(load.happens ?? []).map(({ step }) => step), ...AFTER],
    expect: expect ?? { recovery: load.happens === undefined ? 'unaffected' : 'automatic' },
  };
};

/**
 * Makes the plan of a load. It starts nothing.
 * @param given what somebody wants in the place of what the scenario says
 * @throws HarnessError exit 64 when it makes no sense or is too large
 */
export function planLoad(
  load: LoadScenario,
  given: { readonly rate?: number | undefined; readonly durationMs?: number | undefined },
  options: { readonly seed: number; readonly catalog: Vocabulary },
): PlannedLoad {
  const rate = given.rate ?? load.rate;
  const durationMs = given.durationMs ?? toMs(load.duration);
  requireWithinLimits(rate, durationMs);
  requireThresholds(load);
  const moments = momentsOf(load, durationMs);
  const planned = planScenario(asScenario(load), options);
  const uncalled = Object.entries(planned.workflows).find(([, { plan }]) => !isCalled(plan));
  if (uncalled !== undefined)
    refuse(load.name, `its workflow '${uncalled[0]}' has no webhook`, 'Use another template.');
  return {
    planned: { ...planned, exclusive: true },
    rate,
    durationMs,
    thresholds: load.thresholds,
    when: [
      ...BEFORE.map(() => 'before' as const),
      ...moments,
      ...AFTER.map(() => 'after' as const),
    ],
  };
}
