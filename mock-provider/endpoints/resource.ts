import { createHash } from 'node:crypto';
import type { Exchange } from '../model/exchange.ts';
import type { HttpReply } from '../model/reply.ts';
import { requestRefused } from '../policy/bearer-challenge.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { guardAccess } from './access-decision.ts';
import { API_ANSWERS } from './api-answers.ts';
import { messages } from './orders.ts';

/**
 * An item of the API behind the provider. GET reads it; POST has a side effect, and PUT one that a
 * repetition does not add to. Each accepted call is counted and gets a receipt of its own. A call
 * with an Idempotency-Key that came before (draft-ietf-httpapi-idempotency-key-header) is the same
 * call: it has no second side effect, and the same answer.
 */
export function resource(realm: RealmState, exchange: Exchange): HttpReply {
  if (exchange.malformed !== undefined) return requestRefused(exchange.malformed);
  const decision = guardAccess(realm, exchange, 'resource', realm.policy.effective.requiredScope);
  exchange.outcome.accepted = decision.accepted;
  if (!decision.accepted) return decision.refusal;
  const { kind = 'item', query = '' } = exchange.api ?? {};
  if (kind === 'microsoft-messages') return messages(realm);
  const id = exchange.record.item ?? '';
  const calls = countCall(realm, id, exchange.headers['idempotency-key']);
  const receipt = receiptFor(realm, id, calls);
  exchange.outcome.receipt = receipt;
  const { method, path } = exchange.record;
  const url = `${realm.issuer}${path}${query === '' ? '' : `?${query}`}`;
  return API_ANSWERS[kind]({ method, url, id, calls, receipt });
}

/** The number of a call for an item, from 1. */
function countCall(realm: RealmState, id: string, key: string | string[] | undefined): number {
  const known = key === undefined ? undefined : realm.keyedCalls.get(`${id} ${String(key)}`);
  if (known !== undefined) return known;
  const calls = (realm.items.get(id) ?? 0) + 1;
  realm.items.set(id, calls);
  if (key !== undefined) realm.keyedCalls.set(`${id} ${String(key)}`, calls);
  return calls;
}

/**
 * What shows, in whatever a client makes of the answer, which call it answered. The same seed gives
 * the same receipts.
 */
const receiptFor = (realm: RealmState, id: string, calls: number): string =>
  createHash('sha256').update(`${realm.seed}\n${id}\n${calls}`).digest('hex').slice(0, 16);
