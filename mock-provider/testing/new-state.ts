import { VirtualClock } from '../clock.ts';
import type { Exchange } from '../exchange.ts';
import { JwtIssuer, lazyKey } from '../jwt-issuer.ts';
import { parsePolicy } from '../parse-policy.ts';
import type { PolicyInput } from '../policy.ts';
import { PolicyStack } from '../policy-stack.ts';
import { RawTokenSource } from '../raw-token.ts';
import { newRealmState, type RealmState } from '../realm-state.ts';
import { receive } from '../receive.ts';
import type { LedgerEntry } from '../records.ts';
import { routeOf } from '../router.ts';

const key = lazyKey();

/** A realm's state without server or socket; its time moves by `advance` alone. */
export function newState(policy: PolicyInput = {}): { readonly state: RealmState; readonly ledger: LedgerEntry[] } {
  const ledger: LedgerEntry[] = [];
  const issuer = 'http://127.0.0.1/test';
  const clock = new VirtualClock({ moved: () => undefined }, Date.UTC(2030, 0, 1), () => 0);
  const state = newRealmState(
    { issuer, clock, policy: new PolicyStack('test', parsePolicy('test', policy)), rawTokens: new RawTokenSource('test', 1), jwt: new JwtIssuer(key), seed: 1 },
    (entry) => ledger.push(entry),
  );
  return { state, ledger };
}

let exchanges = 0;

/** A request as the endpoints get it. */
export function exchangeFor(state: RealmState, path: string, parameters: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Exchange {
  exchanges += 1;
  const text = new URLSearchParams(parameters).toString();
  const request = { method: 'POST', path, query: text, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: text };
  return receive(state, exchanges, routeOf(path), request, new AbortController().signal);
}
