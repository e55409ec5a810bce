import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { healedAt } from './faults-in-force.ts';
import { wasShortLifeHeeded } from './leaps.ts';
import { faultsOfPlan } from './next-expiry.ts';
import { BYSTANDER, startOf } from './phases.ts';
import { senders } from './senders.ts';

type Fault = EventOf<'fault'>;

/** The clock counts as moved when it is off by at least this share of the requested offset. */
const CLOCK_SHARE = 0.5;

/** True when the time stamps of an execution under the fault show that n8n's clock was off. */
function clockMet(history: History, fault: Fault): boolean {
  const healed = healedAt(history, fault);
  const offset = history
    .of('clock')
    .find(
      ({ clock, n, offsetMs }) => clock === 'n8n' && offsetMs !== 0 && n > fault.n && n < healed,
    )?.offsetMs;
  if (offset === undefined) return false;
  return history.executions().some((execution) => {
    const { clockOffsetMs, n } = execution;
    return (
      clockOffsetMs !== undefined &&
      n < healed &&
      startOf(history, execution) > fault.n &&
      Math.sign(clockOffsetMs) === Math.sign(offset) &&
      Math.abs(clockOffsetMs) >= Math.abs(offset) * CLOCK_SHARE
    );
  });
}

/**
 * True when a call that a fault had slowed down was overtaken: another one came after it and had
 * its success, before the slow one was answered.
 */
function wasOvertaken(history: History, { id }: Fault): boolean {
  const calls = history.exchanges();
  return calls.some(
    (slow) =>
      slow.reply?.faults.includes(id) === true &&
      calls.some(
        ({ request, reply }) =>
          request.n > slow.request.n &&
          request.n < (slow.reply?.n ?? 0) &&
          reply?.accepted === true &&
          !reply.faults.includes(id),
      ),
  );
}

/**
 * True when a reply that a fault changed went to anybody but the one that is to stay unaffected:
 * what stood in its way alone proves nothing of the others, unless it was aimed at that one.
 */
function changedReply(history: History, { id, options }: Fault): boolean {
  const senderOf = options['client'] === BYSTANDER ? () => undefined : senders(history);
  return history
    .exchanges()
    .some(
      ({ request, reply }) =>
        reply?.faults.includes(id) === true && senderOf(request) !== BYSTANDER,
    );
}

/** True when a request was never answered that came while the fault left requests unanswered. */
function leftUnanswered(history: History, fault: Fault): boolean {
  const healed = healedAt(history, fault);
  return history
    .exchanges()
    .some(
      ({ request, reply }) =>
        reply === undefined &&
        request.endpoint === (fault.options['at'] ?? 'token') &&
        request.n > fault.n &&
        request.n < healed,
    );
}

/**
 * True when the fault was met. A reply names the provider's faults that changed it; a request that
 * is never answered has none. A clock fault is met by executions with wrong time stamps. Every
 * other fault of the target records by itself that it was met. A fault that slows a call down until
 * another one has overtaken it is met only then: it may have run out of time before.
 */
export function wasMet(history: History, fault: Fault): boolean {
  if (fault.fault.startsWith('n8n/clock-')) return clockMet(history, fault);
  if (fault.options['untilAnother'] === true) return wasOvertaken(history, fault);
  return (
    changedReply(history, fault) ||
    (fault.fault === 'wire/hang' && leftUnanswered(history, fault)) ||
    (fault.fault === 'access-token/short-lived' && wasShortLifeHeeded(history, fault)) ||
    history.of('fault').some(({ id, state }) => id === fault.id && state === 'met')
  );
}

/** Every fault that the plan injected, by name, and whether any of its injections was met. */
export function metFaults(
  history: History,
): readonly { readonly fault: string; readonly met: boolean }[] {
  const byName = Map.groupBy(faultsOfPlan(history), ({ fault }) => fault);
  return [...byName].map(([fault, all]) => ({
    fault,
    met: all.some((one) => wasMet(history, one)),
  }));
}
