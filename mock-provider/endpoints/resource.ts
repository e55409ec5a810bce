import type { Exchange } from '../model/exchange.ts';
import { json, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { guardAccess } from './access-decision.ts';

/**
 * An item of the API behind the provider. GET reads it; POST has a side effect. Each accepted call
 * is counted.
 */
export function resource(realm: RealmState, exchange: Exchange): HttpReply {
  const decision = guardAccess(realm, exchange, 'resource', realm.policy.effective.requiredScope);
  exchange.outcome.accepted = decision.accepted;
  if (!decision.accepted) return decision.refusal;
  const id = exchange.record.item ?? '';
  const calls = (realm.items.get(id) ?? 0) + 1;
  realm.items.set(id, calls);
  return json(200, { id, calls });
}
