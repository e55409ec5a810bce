import type { InjectStep } from '../model/scenario.ts';
import { findTargetFault } from '../n8n/faults/index.ts';
import type { FaultName } from '../../mock-provider/index.ts';
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
  const offsetMs = await fault.begin(run.client, options, run.signal);
  const id = `target-${run.targetFaults.length + 1}`;
  run.targetFaults.push({ id, name: fault.name, options, heal: () => fault.heal(run.client, run.signal) });
  run.recorder.add({ type: 'fault', fault: fault.name, id, state: 'begin', surface: fault.surface, options });
  run.recorder.add({ type: 'clock', clock: 'n8n', offsetMs });
}
