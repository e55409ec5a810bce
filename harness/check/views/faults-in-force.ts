import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * The `met` events of the named faults that happened before `metBefore`, of faults that were not
 * healed before `since`. Both are event numbers.
 */
export function metAndInForce(
  history: History,
  names: ReadonlySet<string>,
  { metBefore, since }: { readonly metBefore: number; readonly since: number },
): readonly EventOf<'fault'>[] {
  const faults = history.of('fault').filter(({ fault }) => names.has(fault));
  const over = new Set(
    faults.filter(({ state, n }) => state === 'healed' && n < since).map(({ id }) => id),
  );
  return faults.filter(({ id, state, n }) => state === 'met' && n < metBefore && !over.has(id));
}

/** Event number at which a fault was healed; infinite for one that never was. */
export const healedAt = (history: History, { id, n: begun }: EventOf<'fault'>): number =>
  history
    .of('fault')
    .find(({ id: other, state, n }) => other === id && state === 'healed' && n > begun)?.n ??
  Number.POSITIVE_INFINITY;
