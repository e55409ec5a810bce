import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * Meetings with faults of these names that happened before `metBefore`, where the fault was not
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
