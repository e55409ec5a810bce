import { setTimeout as sleep } from 'node:timers/promises';
import { LONGEST_WAIT_MS } from '../../model/duration.ts';
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
  const signal = AbortSignal.any([fault.signal, exchange.signal]);
  // Two options added up may be longer than a timer can wait.
  await sleep(Math.min(ms, LONGEST_WAIT_MS), undefined, { signal }).catch(() => undefined);
}
