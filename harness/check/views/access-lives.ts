import type { History } from '../../model/history.ts';
import { ownerOfFamily } from './senders.ts';
import type { TokenRef } from './token-ref.ts';
import { tokenRefusals } from './token-refusals.ts';

/**
 * An access token that turned out to be dead: the API refused it, or the provider ended its life.
 */
export interface AccessDeath {
  readonly token: TokenRef;
  readonly client: string | undefined;
  /** Event number of the first event that shows the death. */
  readonly n: number;
  /** Position of the token in the order in which tokens were issued. */
  readonly order: number;
}

/**
 * For each access token, by its fingerprint, the number of the event that first shows it as issued.
 * The numbers give the order of issue.
 */
function issueOrder(history: History): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  const note = (token: TokenRef | undefined, n: number): void => {
    if (token?.kind === 'access' && !order.has(token.fingerprint)) order.set(token.fingerprint, n);
  };
  for (const event of history.events) {
    if (event.type === 'ledger' && (event.action === 'issued' || event.action === 'refreshed'))
      note(event.token, event.n);
    if (event.type === 'reply') note(event.issued?.access, event.n);
  }
  return order;
}

/** Every death of an access token, with the first event that shows it. */
export function accessDeaths(history: History): readonly AccessDeath[] {
  const order = issueOrder(history);
  const ownerOf = ownerOfFamily(history);
  const seen = [
    ...tokenRefusals(history).flatMap(({ token, n, client }) =>
      token === undefined ? [] : [{ token, n, client }],
    ),
    ...history
      .of('ledger')
      .flatMap(({ action, token, n }) =>
        token?.kind === 'access' && (action === 'expired' || action === 'revoked')
          ? [{ token, n, client: undefined }]
          : [],
      ),
  ].toSorted((one, other) => one.n - other.n);
  const deaths = new Map<string, AccessDeath>();
  for (const { token, n, client } of seen) {
    if (!deaths.has(token.fingerprint))
      deaths.set(token.fingerprint, {
        token,
        n,
        client: client ?? ownerOf(token.family),
        order: order.get(token.fingerprint) ?? 0,
      });
  }
  return [...deaths.values()];
}
