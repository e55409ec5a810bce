import type { Exchange } from '../model/exchange.ts';
import type { LedgerEntry } from '../model/records.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { PolicyStack } from '../policy/policy-stack.ts';
import type { PolicyInput } from '../policy/policy.ts';
import { newRealmState, type RealmState } from '../realm/realm-state.ts';
import { receive } from '../server/receive.ts';
import { VirtualClock } from '../store/clock.ts';
import { JwtIssuer, lazyKey } from '../store/jwt-issuer.ts';
import { RawTokenSource } from '../store/raw-token.ts';
import { routeOf } from '../wire/router.ts';

const key = lazyKey();

/** The state of a realm without a server. Its time moves only when a test calls `advance`. */
export function newState(policy: PolicyInput = {}): {
  readonly state: RealmState;
  readonly ledger: LedgerEntry[];
} {
  const ledger: LedgerEntry[] = [];
  const issuer = 'http://127.0.0.1/test';
  const clock = new VirtualClock({ moved: () => undefined }, Date.UTC(2030, 0, 1), () => 0);
  const state = newRealmState(
    {
      issuer,
      clock,
      policy: new PolicyStack('test', parsePolicy('test', policy)),
      rawTokens: new RawTokenSource('test', 1),
      jwt: new JwtIssuer(key),
      seed: 1,
    },
    (entry) => ledger.push(entry),
  );
  return { state, ledger };
}

let exchanges = 0;

/** A request in the form in which the endpoints get it. */
export function exchangeFor(
  state: RealmState,
  path: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Exchange {
  exchanges += 1;
  const text = new URLSearchParams(parameters).toString();
  const inQuery = path === '/authorize' || path === '/device';
  const request = {
    method: 'POST',
    path,
    query: inQuery ? text : '',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: inQuery ? '' : text,
  };
  return receive(state, exchanges, routeOf(path, ''), request, new AbortController().signal);
}
