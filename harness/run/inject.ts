import type { InjectStep } from '../model/scenario.ts';
import { findTargetFault } from '../n8n/faults/index.ts';
import type { FaultName } from '../../mock-provider/index.ts';
import { atMost } from './at-most.ts';
import { HEAL_WITHIN_MS } from './heal.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** Puts a fault in force and records it. A fault of the target is in force only once it is seen to be. */
export async function injectFault(run: ScenarioRun, step: InjectStep): Promise<void> {
  const fault = findTargetFault(step.fault);
  if (fault === undefined) {
    const { id, name, surface, options } = run.realm.inject(step.fault as FaultName, step.options);
    run.recorder.add({ type: 'fault', fault: name, id, state: 'begin', surface, options });
    return;
  }
  const options = fault.options.parse(step.options ?? {});
  const heal = (signal: AbortSignal): Promise<void> => fault.heal(run.client, signal);
  const offsetMs = await fault.begin(run.client, options, run.signal).catch(async (cause: unknown) => {
    // Half begun is not begun: other scenarios run on this client afterwards.
    await atMost(HEAL_WITHIN_MS, heal).catch(() => {});
    throw cause;
  });
  run.targetFaultsBegun += 1;
  const id = `target-${run.targetFaultsBegun}`;
  const { name, surface } = fault;
  run.targetFaults.push({ id, name, surface, options, heal });
  run.recorder.add({ type: 'fault', fault: name, id, state: 'begin', surface, options });
  run.recorder.add({ type: 'clock', clock: 'n8n', offsetMs });
}
