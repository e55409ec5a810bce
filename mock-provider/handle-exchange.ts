import { authorize } from './endpoints/authorize.ts';
import { discovery, jwks } from './endpoints/discovery.ts';
import { resource } from './endpoints/resource.ts';
import { revoke } from './endpoints/revoke.ts';
import { token } from './endpoints/token.ts';
import { userinfo } from './endpoints/userinfo.ts';
import { grantTypeOf, type Exchange } from './exchange.ts';
import type { FaultChain } from './fault-chain.ts';
import type { Gates } from './gate.ts';
import type { EndpointName } from './records.ts';
import type { RealmState } from './realm-state.ts';
import { json, type Reply } from './reply.ts';
import type { Route } from './router.ts';

type Endpoint = (realm: RealmState, exchange: Exchange) => Reply | Promise<Reply>;

const ENDPOINTS: Readonly<Record<EndpointName, Endpoint>> = { authorize, token, revoke, userinfo, resource, discovery, jwks, unknown: notFound };

function notFound(): Reply {
  return json(404, { error: 'not_found', error_description: 'There is nothing at this path.' });
}

/** Everything that answers a realm's requests. */
export interface Answering {
  readonly state: RealmState;
  readonly faults: FaultChain;
  readonly gates: Gates;
  /** Runs token requests one at a time: signing a JWT takes a moment in which no other request may change the grants. */
  readonly oneAtATime: (task: () => Promise<Reply>) => Promise<Reply>;
}

/** Answers an exchange: through the gates, then the faults, then the endpoint. */
export async function handleExchange({ state, faults, gates, oneAtATime }: Answering, route: Route, exchange: Exchange): Promise<Reply> {
  const { endpoint, method, exchange: number } = exchange.record;
  if (route.methods.length > 0 && !route.methods.includes(method)) {
    return json(405, { error: 'method_not_allowed', error_description: `Use ${route.methods.join(' or ')}.` }, { allow: route.methods.join(', ') });
  }
  const isRefresh = endpoint === 'token' && grantTypeOf(exchange) === 'refresh_token';
  if (isRefresh) await gates.pass('token', number, exchange.signal);
  const handler = async (): Promise<Reply> => ENDPOINTS[endpoint](state, exchange);
  const reply = await faults.run(exchange, endpoint === 'token' ? () => oneAtATime(handler) : handler);
  if (endpoint === 'resource' && reply.kind === 'http' && reply.status === 401) await gates.pass('resource', number, exchange.signal);
  return reply;
}

/** Runs tasks one after the other, whatever becomes of each. */
export function oneAtATime(): Answering['oneAtATime'] {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => undefined);
    return mine;
  };
}
