import type { LookupTrouble } from '../../model/system.ts';
import { systemOf, type TargetFaultContext } from './define-target-fault.ts';

/**
 * Troubles look-ups until the fault is healed. Only then it is known
 * whether there was one.
 * @param what what became of a look-up, as part of a sentence
 */
export async function troubleLookups(
  { client, undo, met }: TargetFaultContext,
  trouble: LookupTrouble,
  what: string,
): Promise<void> {
  const system = systemOf(client);
  undo(async () => {
    const times = await system.countTroubledLookups();
    await system.troubleLookups(undefined);
    if (times > 0) met(`${times === 1 ? 'a look-up' : `${times} look-ups`} of the name ${what}`);
  });
  await system.troubleLookups(trouble);
}
