import type { History, RecordedExchange } from '../../model/history.ts';
import { callsOf } from './calls-of.ts';
import type { Interval } from './intervals.ts';
import { tokenRefusals, type TokenRefusal } from './token-refusals.ts';

/**
 * Items that begin only when all before them have ended may do so by chance, once: a client starts
 * its items in its own rhythm, and the others may have been quick. Who works in portions does it
 * again and again.
 */
const ALONE_BY_CHANCE = 1;

/** The first call for an item, and the number of the event that ended the item's last one. */
interface ItemCalls {
  readonly first: RecordedExchange;
  readonly over: number;
}

/** The calls of an execution, item by item, in the order in which the items began. */
function byItem(history: History, interval: Interval): readonly ItemCalls[] {
  const items = new Map<string, ItemCalls>();
  for (const exchange of callsOf(history, interval)) {
    const item = exchange.request.item ?? '';
    const over = exchange.reply?.n ?? Number.POSITIVE_INFINITY;
    const known = items.get(item);
    items.set(item, {
      first: known?.first ?? exchange,
      over: Math.max(known?.over ?? 0, over),
    });
  }
  return [...items.values()];
}

/** How many tokens beyond the first one were refused to the first calls of one execution. */
function lateTokens(
  calls: readonly ItemCalls[],
  refusals: ReadonlyMap<number, TokenRefusal>,
): { readonly sideBySide: number; readonly alone: number } {
  const seen = new Set<string>();
  let [sideBySide, alone] = [0, 0];
  for (const [index, { first }] of calls.entries()) {
    const token = refusals.get(first.request.exchange)?.token?.fingerprint;
    if (token === undefined || seen.has(token)) continue;
    if (seen.size > 0) {
      const { n } = first.request;
      if (calls.slice(0, index).some(({ over }) => over > n)) sideBySide += 1;
      else alone += 1;
    }
    seen.add(token);
  }
  return { sideBySide, alone };
}

/**
 * How many tokens beyond the first one were refused to the first call for an item, of which the
 * item could not know that they are not the first: of items that run side by side some begin when
 * the others have refreshed already. An item that begins after all before it have ended is not
 * beside them, but for one that may be late by chance. And less than half of the items count: a
 * client that refreshes for each of them does not run them side by side.
 */
export function refusedToLateItems(history: History, period: readonly Interval[]): number {
  const refusals = new Map(tokenRefusals(history).map((refusal) => [refusal.exchange, refusal]));
  return period.reduce((sum, interval) => {
    const { sideBySide, alone } = lateTokens(byItem(history, interval), refusals);
    const late = sideBySide + Math.min(alone, ALONE_BY_CHANCE);
    return sum + Math.min(late, Math.floor((interval.items.length - 1) / 2));
  }, 0);
}
