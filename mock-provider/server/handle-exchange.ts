import { authorize } from '../endpoints/authorize.ts';
import { consent } from '../endpoints/consent.ts';
import { deviceAuthorization } from '../endpoints/device-authorization.ts';
import { device } from '../endpoints/device.ts';
import { discovery, jwks } from '../endpoints/discovery.ts';
import { introspect } from '../endpoints/introspect.ts';
import { orders } from '../endpoints/orders.ts';
import { resource } from '../endpoints/resource.ts';
import { revoke } from '../endpoints/revoke.ts';
import { token } from '../endpoints/token.ts';
import { userinfo } from '../endpoints/userinfo.ts';
import type { FaultChain } from '../faults/engine/fault-chain.ts';
import type { Exchange } from '../model/exchange.ts';
import type { EndpointName } from '../model/records.ts';
import { json, oauthError, type HttpReply, type Reply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { takes, type Route } from '../wire/router.ts';
import type { Gates } from './gate.ts';
import { heldAs, type Holds } from './holds.ts';

type Endpoint = (realm: RealmState, exchange: Exchange) => Reply | Promise<Reply>;

const ENDPOINTS: Readonly<Record<EndpointName, Endpoint>> = {
  authorize,
  consent,
  token,
  revoke,
  introspect,
  'device-authorization': deviceAuthorization,
  device,
  userinfo,
  resource,
  orders,
  discovery,
  jwks,
  unknown: notFound,
};

function notFound(): Reply {
  return json(404, { error: 'not_found', error_description: 'There is nothing at this path.' });
}

/** The parts of a realm that answer its requests. */
export interface Answering {
  readonly state: RealmState;
  readonly faults: FaultChain;
  readonly gates: Gates;
  readonly holds: Holds;
}

/** Answers an exchange, also when the provider itself makes a mistake. */
export const answerExchange = (
  answering: Answering,
  route: Route,
  exchange: Exchange,
): Promise<Reply> =>
  handleExchange(answering, route, exchange).catch((error: unknown) => {
    process.emitWarning(error instanceof Error ? error : String(error));
    exchange.outcome.mistake = true;
    return oauthError(500, 'server_error', 'The provider made a mistake.');
  });

/** Passes an exchange through the gates and holds, then through the faults, to its endpoint. */
async function handleExchange(
  { state, faults, gates, holds }: Answering,
  route: Route,
  exchange: Exchange,
): Promise<Reply> {
  const { endpoint, method, exchange: number } = exchange.record;
  if (route.methods.length > 0 && !takes(route, method)) {
    return json(
      405,
      { error: 'method_not_allowed', error_description: `Use ${route.methods.join(' or ')}.` },
      { allow: route.methods.join(', ') },
    );
  }
  const handler = async (): Promise<Reply> => ENDPOINTS[endpoint](state, exchange);
  const held = heldAs(exchange);
  const carryOut = async (): Promise<Reply> => {
    if (held === undefined) return faults.run(exchange, handler);
    await holds.pass(`${held}-received`, exchange);
    // The client closed its connection while its request was held here. The request is not carried
    // out: for the client it looks as if it had never reached the provider.
    if (exchange.signal.aborted) return { kind: 'reset' };
    const reply = await faults.run(exchange, handler);
    await holds.pass(`${held}-answered`, exchange);
    return reply;
  };
  if (held === 'refresh') {
    return underWay(state, exchange, async () => {
      await gates.pass('token', number, exchange.signal);
      return carryOut();
    });
  }
  const reply = await carryOut();
  if (endpoint === 'resource' && reply.kind === 'http' && refusesToken(exchange, reply))
    await gates.pass('resource', number, exchange.signal);
  return reply;
}

/** True for a refusal of an access token, in whatever way the API of this realm says it. */
const refusesToken = ({ outcome, record }: Exchange, { status }: HttpReply): boolean =>
  status === 401 ||
  (outcome.accepted === false &&
    record.presented !== undefined &&
    record.presented.standing !== 'live');

/** Counts a refresh as in progress for as long as the task runs. */
async function underWay(
  { underWay: open }: RealmState,
  exchange: Exchange,
  task: () => Promise<Reply>,
): Promise<Reply> {
  const raw = exchange.parameters.get('refresh_token') ?? '';
  open.set(raw, (open.get(raw) ?? 0) + 1);
  try {
    return await task();
  } finally {
    const left = (open.get(raw) ?? 1) - 1;
    if (left === 0) open.delete(raw);
    else open.set(raw, left);
  }
}
