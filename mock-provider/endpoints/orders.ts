import type { Order } from '../model/order.ts';
import { json, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';

const NOTHING: Order = { key: '', items: [] };

/**
 * Hands out the order that waits longest, once; without one an order of nothing. It asks for no
 * token: what starts a workflow is not what the provider protects.
 */
export function orders(realm: RealmState): HttpReply {
  const { key, items } = realm.orders.take() ?? NOTHING;
  return json(200, { key, items: items.map((id) => ({ id })) });
}
