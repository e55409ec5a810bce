import { z } from 'zod';
import type { RequestRecord } from '../../../mock-provider/index.ts';
import type { TargetFaultContext } from './define-target-fault.ts';

/** When a fault strikes, told by what the provider sees of n8n's refresh. */
export const whenSchema = z
  .enum(['now', 'refresh-received', 'refresh-answered'])
  .describe('now; or while the next refresh is held: before the provider does anything about it, or after it was carried out and before the answer leaves');

export type Moment = z.output<typeof whenSchema>;

const IN_WORDS = { now: 'no refresh was under way', 'refresh-received': 'its refresh had reached the provider and was not carried out', 'refresh-answered': 'its refresh was carried out and not answered' } as const;

/** A moment as part of a sentence: "while …". */
export const momentText = (when: Moment): string => IN_WORDS[when];

/**
 * Does something at a moment, once. A refresh that gives the moment is held until it is done, so that nothing depends on
 * who is faster.
 */
export async function atMoment({ realm, undo, failed }: TargetFaultContext, when: Moment, action: (refresh: RequestRecord | undefined) => Promise<void>): Promise<void> {
  if (when === 'now') return action(undefined);
  let done = false;
  const stop = realm.hold(when, async (refresh) => {
    if (done) return;
    done = true;
    await action(refresh).catch(failed);
  });
  undo(async () => stop());
}
