import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../../model/exchange.ts';
import type { FaultContext } from './fault-context.ts';

/** Waits in real time; healing ends the wait early, and so does a client that goes away. */
export async function waitInRealTime(
  fault: Pick<FaultContext, 'signal'>,
  exchange: Exchange,
  ms: number,
): Promise<void> {
  await sleep(ms, undefined, { signal: AbortSignal.any([fault.signal, exchange.signal]) }).catch(
    () => undefined,
  );
}
