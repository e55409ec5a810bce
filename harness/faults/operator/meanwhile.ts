import { setTimeout as delay } from 'node:timers/promises';
import { toMs, waitSchema, type Duration } from '../../../mock-provider/index.ts';
import type { TargetFaultContext } from '../engine/define-target-fault.ts';
import { atMoment, momentOptions, momentText } from '../engine/moment.ts';

const { when } = momentOptions(['now', 'refresh-received', 'refresh-answered'], 'refresh-received');

/** When an operator acts, and how long a refresh is held for that. */
export const actingOptions = {
  when,
  patience: waitSchema
    .default('10s')
    .describe(
      'how long the provider holds the refresh for the operator. A client that makes the operator wait until its refresh is over does well, and gets its answer then',
    ),
};

interface Acting {
  readonly when: 'now' | 'refresh-received' | 'refresh-answered';
  readonly patience: Duration;
}

/** Lets an operator do something with the credential at its moment. `did` is a clause. */
export async function operatorActs(
  context: TargetFaultContext,
  options: Acting,
  { act, did }: { readonly act: () => Promise<void>; readonly did: string },
): Promise<void> {
  await atMoment(context, { when: options.when }, async (struck) => {
    const acting = act();
    // The end of the fault waits for it, however long the client makes the operator wait.
    context.striking(acting);
    const done = new AbortController();
    const late = delay(toMs(options.patience), true, { signal: done.signal }).catch(() => true);
    const wasLate = await Promise.race([acting.then(() => false), late]).finally(() =>
      done.abort(),
    );
    const waited = wasLate ? ', and had to wait for its end' : '';
    context.met(`${did} while ${momentText(struck)}${waited}`);
  });
}
