import type { Order } from '../model/order.ts';
import { json, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';

const NOTHING: Order = { key: '', items: [] };

/**
 * Hands out the order that waits longest, once; without one an order of nothing. It asks for no
 * token: what starts a workflow is not what the provider protects.
 */
export const orders = (realm: RealmState): HttpReply =>
  json(200, written(realm.orders.take() ?? NOTHING));

/** The same as new mail: each order is a message, and its body is the order. */
export function messages(realm: RealmState): HttpReply {
  const order = realm.orders.take();
  const value = order === undefined ? [] : [{ id: order.key, body: written(order) }];
  return json(200, { value });
}

const written = ({ key, items }: Order) => ({ key, items: items.map((id) => ({ id })) });
