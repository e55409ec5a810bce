import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../../model/exchange.ts';
import type { FaultContext } from './fault-context.ts';

/**
 * Waits in real time. The wait ends early when the fault is healed or the client closes its
 * connection.
 */
export async function waitInRealTime(
  fault: Pick<FaultContext, 'signal'>,
  exchange: Exchange,
  ms: number,
): Promise<void> {
  await sleep(ms, undefined, { signal: AbortSignal.any([fault.signal, exchange.signal]) }).catch(
    () => undefined,
  );
}
