import { callsOf } from '../../check/views/calls-of.ts';
import { gaveTokens, renewalsDuring } from '../../check/views/failing-exchanges.ts';
import type { Interval } from '../../check/views/intervals.ts';
import { tokenCalls } from '../../check/views/token-calls.ts';
import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';

/** Something that failed in a recorded run and said so, with what the history knows of why. */
export interface Failure {
  readonly history: History;
  readonly credential: string;
  /** Event number at which it was told. */
  readonly to: number;
  /** The rules of harness/check/causes that fit, the first one first; empty when none does. */
  readonly rules: readonly string[];
  /** The exchange with the provider that failed it; missing when there was none. */
  readonly exchange?: RecordedExchange | undefined;
  readonly of:
    | { readonly kind: 'execution'; readonly interval: Interval }
    | { readonly kind: 'connect'; readonly connect: EventOf<'connect'> }
    | { readonly kind: 'callback'; readonly callback: EventOf<'callback'> };
}

/** A cause as an operator is told of it. */
export interface Cause {
  /** Never changes once published. */
  readonly id: string;
  /** What went wrong, as a sentence. */
  readonly says: string;
  /** The section of an RFC, or the place in n8n, that makes it so. */
  readonly basis: string;
  /** What an operator does about it, as a sentence in the imperative. */
  readonly act: string;
  /** What can be looked at to tell it from the other causes of the same text, as a sentence. */
  readonly tell: string;
  /** True of a failure that a history shows to have this cause. */
  readonly shows: (failure: Failure) => boolean;
}

/** True of a failure whose first rule is one of these. */
export const byRule =
  (...rules: readonly string[]) =>
  (failure: Failure): boolean =>
    rules.includes(failure.rules[0] ?? '');

interface Renewed {
  /** Token requests of a failed execution that brought n8n tokens. */
  readonly told: readonly RecordedExchange[];
  /** Those that would have, and of which n8n could make nothing. */
  readonly unread: readonly RecordedExchange[];
}

/** The token requests of a failed execution for which the provider sent tokens. */
export function renewed({ history, of }: Failure): Renewed {
  if (of.kind !== 'execution') return { told: [], unread: [] };
  const given = renewalsDuring(history, of.interval).filter(gaveTokens(history));
  const toldIn = new Set(
    tokenCalls(history).flatMap(({ toldAccess, request }) => (toldAccess ? [request.n] : [])),
  );
  const wasTold = ({ request }: RecordedExchange): boolean => toldIn.has(request.n);
  return { told: given.filter(wasTold), unread: given.filter((one) => !wasTold(one)) };
}

/** True when n8n called the API once more after a token request for which it had no tokens. */
export function wentOnWithout(failure: Failure): boolean {
  const { history, of } = failure;
  if (of.kind !== 'execution') return false;
  const told = new Set(renewed(failure).told);
  const without = renewalsDuring(history, of.interval).find(
    (one) => !told.has(one) && (one.reply?.status ?? 500) < 300,
  );
  return (
    without !== undefined &&
    callsOf(history, of.interval).some(({ request }) => request.n > without.request.n)
  );
}

/** True when a fault of one of these themes had begun before a failure was told. */
export const isUnder = ({ history, to }: Failure, ...themes: readonly string[]): boolean =>
  history
    .of('fault')
    .some(
      ({ fault, state, n }) =>
        state === 'begin' && n < to && themes.some((theme) => fault.startsWith(theme)),
    );
