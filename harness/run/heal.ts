import { recordHealed, type ScenarioRun } from './scenario-run.ts';

/** Which faults to end: all, those of one name, or those of one surface. */
export type HealWhich = { readonly all: true } | { readonly name: string } | { readonly surface: string };

const matches = (which: HealWhich, fault: { readonly name: string; readonly surface: string }): boolean => {
  if ('all' in which) return true;
  return 'name' in which ? fault.name === which.name : fault.surface === which.surface;
};

/** Ends faults of the provider and of the target, and records each. What a fault destroyed stays destroyed. */
export async function heal(run: ScenarioRun, which: HealWhich, by: string): Promise<void> {
  for (const fault of run.realm.faults.filter((candidate) => matches(which, candidate))) recordHealed(run, run.realm.heal(fault.id), by);
  for (const fault of run.targetFaults.filter((candidate) => matches(which, { name: candidate.name, surface: 'clock' }))) {
    await fault.heal();
    run.targetFaults.splice(run.targetFaults.indexOf(fault), 1);
    run.recorder.add({ type: 'clock', clock: 'n8n', offsetMs: 0 });
    run.recorder.add({ type: 'fault', fault: fault.name, id: fault.id, state: 'healed', surface: 'clock', options: fault.options, by });
  }
}
