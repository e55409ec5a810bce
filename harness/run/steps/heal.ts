import { recordHealed, type ScenarioRun } from '../scenario-run.ts';

/**
 * Time limit for healing a client after the plan has failed, when nothing waits for this client any
 * more.
 */
export const HEAL_WITHIN_MS = 10_000;

/**
 * Which faults to heal: all, one by its id, those with one name, or those that act on one thing.
 */
export type HealWhich =
  | { readonly all: true }
  | { readonly id: string }
  | { readonly name: string }
  | { readonly actsOn: string };

const matches = (
  which: HealWhich,
  fault: { readonly id: string; readonly name: string; readonly actsOn: string },
): boolean => {
  if ('all' in which) return true;
  if ('id' in which) return fault.id === which.id;
  return 'name' in which ? fault.name === which.name : fault.actsOn === which.actsOn;
};

/**
 * Heals faults of the provider and of the target, and records each one. What a fault has destroyed
 * stays destroyed. When the target has ended, its faults have ended with it.
 * @throws whatever the client says when a fault of the target cannot be ended; the others are ended
 * all the same
 */
export async function heal(
  run: ScenarioRun,
  which: HealWhich,
  by: string,
  signal: AbortSignal = run.signal,
): Promise<void> {
  for (const fault of run.realm.faults.filter((candidate) => matches(which, candidate)))
    recordHealed(run, run.realm.heal(fault.id), by);
  if (!run.client.alive) return;
  const failures: unknown[] = [];
  for (const fault of run.targetFaults.filter((candidate) => matches(which, candidate))) {
    try {
      await fault.heal(signal);
    } catch (cause) {
      failures.push(cause);
      continue;
    }
    // The fault may have ended by itself meanwhile.
    const place = run.targetFaults.indexOf(fault);
    if (place === -1) continue;
    run.targetFaults.splice(place, 1);
    run.recorder.add({
      type: 'fault',
      fault: fault.name,
      id: fault.id,
      state: 'healed',
      actsOn: fault.actsOn,
      options: fault.options,
      by,
    });
  }
  if (failures.length > 0) throw failures[0];
}
