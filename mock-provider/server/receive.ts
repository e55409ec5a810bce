import { assertedClientId } from '../endpoints/client-assertion.ts';
import {
  basicCredentials,
  isUnencoded,
  namedClient,
  presentedCredentials,
} from '../endpoints/client-authentication.ts';
import { formFlaw, hasClient } from '../endpoints/form-flaw.ts';
import { DEVICE_CODE } from '../endpoints/grants/device-code.ts';
import type { Exchange } from '../model/exchange.ts';
import { bodyParameters, formParameters, type Parameters } from '../model/parameters.ts';
import type { EndpointName, Presented, RequestRecord, TokenStanding } from '../model/records.ts';
import type { AuthorizationForm } from '../model/request-form.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { standingOf } from '../store/token-record.ts';
import type { Route } from '../wire/router.ts';
import { flawOf } from '../wire/tls/flawed-connections.ts';
import { othersOf } from './other-parameters.ts';
import { requestForm, type WrittenRequest } from './request-form.ts';

/** A request as the server has read it. */
export interface RawRequest extends WrittenRequest {
  readonly method: string;
  readonly sender?: string | undefined;
  /** The connection it came on. */
  readonly connection?: object;
}

/**
 * Makes an exchange from a request: parses it, and records the state that the presented token has
 * at this moment.
 */
export function receive(
  realm: RealmState,
  number: number,
  route: Route,
  request: RawRequest,
  signal: AbortSignal,
): Exchange {
  const { endpoint } = route;
  const parsed = parametersOf(endpoint, request);
  const bearer =
    endpoint === 'resource' || endpoint === 'userinfo'
      ? bearerOf(request.headers.authorization, realm.policy.effective.apiScheme)
      : undefined;
  const { parameters } = parsed;
  const presented = presentedBy(realm, endpoint, parameters, bearer);
  const client = clientOf(realm, endpoint, request, parameters, bearer);
  const grantType = endpoint === 'token' ? parameters.get('grant_type') : undefined;
  const scope = mayAskForScope(endpoint) ? parameters.get('scope') : undefined;
  const record: RequestRecord = {
    exchange: number,
    endpoint,
    method: request.method,
    ...(request.sender === undefined ? {} : { sender: request.sender }),
    path: withoutSecrets(realm, request.path),
    ...(client === undefined ? {} : { client }),
    ...(grantType === undefined ? {} : { grantType: withoutSecrets(realm, grantType) }),
    ...(hasClient(endpoint) ? { clientAuth: clientAuthOf(request, parameters) } : {}),
    ...(scope === undefined ? {} : { requestedScope: withoutSecrets(realm, scope) }),
    ...(presented === undefined ? {} : { presented }),
    ...(route.item === undefined ? {} : { item: withoutSecrets(realm, route.item) }),
    ...flowOf(realm, { endpoint, grantType, client }, parameters),
    form: {
      ...requestForm(request, realm.secrets, endpoint === 'resource'),
      ...(isUnencoded(realm, request.headers.authorization) ? { unencoded: true } : {}),
      ...(basicCredentials(request.headers.authorization)?.otherBase64 === true
        ? { otherBase64: true }
        : {}),
    },
  };
  const flaw = flawOf(request.connection);
  const malformed = parsed.malformed ?? formFlaw(realm.policy.effective, record);
  return {
    record,
    headers: request.headers,
    parameters,
    ...apiOf(route, request),
    ...(malformed === undefined ? {} : { malformed }),
    ...(bearer === undefined ? {} : { bearer }),
    signal,
    concurrent: isRefresh(record) && realm.underWay.has(parameters.get('refresh_token') ?? ''),
    wishes: {},
    outcome: { faults: new Set(flaw === undefined ? [] : [flaw]) },
  };
}

const mayAskForScope = (endpoint: EndpointName): boolean =>
  endpoint === 'token' || endpoint === 'authorize' || endpoint === 'device-authorization';

const apiOf = ({ api }: Route, { query }: RawRequest): Pick<Exchange, 'api'> =>
  api === undefined ? {} : { api: { kind: api, query } };

const isRefresh = ({ grantType }: RequestRecord): boolean => grantType === 'refresh_token';

function parametersOf(endpoint: EndpointName, request: RawRequest): Parameters {
  if (endpoint === 'authorize' || (endpoint === 'device' && request.method !== 'POST'))
    return formParameters(request.query);
  if (hasClient(endpoint)) {
    const parsed = bodyParameters(request.body, request.headers['content-type']);
    // Also the record of a request that is refused for its form says what was asked for.
    return parsed.malformed === undefined
      ? parsed
      : { ...formParameters(request.body), malformed: parsed.malformed };
  }
  if (endpoint === 'device' || endpoint === 'consent')
    return bodyParameters(request.body, request.headers['content-type']);
  return { parameters: new Map() };
}

/**
 * The token in a Bearer header (RFC 6750 §2.1), or in the policy's own schemes. A scheme's case
 * does not matter (RFC 9110 §11.1).
 */
function bearerOf(
  authorization: string | undefined,
  schemes: string | readonly string[],
): string | undefined {
  const [, named, token] = /^([\w-]+) +(\S+)\s*$/.exec(authorization ?? '') ?? [];
  return [schemes].flat().some((scheme) => scheme.toLowerCase() === named?.toLowerCase())
    ? token
    : undefined;
}

function clientAuthOf(
  request: RawRequest,
  parameters: ReadonlyMap<string, string>,
): NonNullable<RequestRecord['clientAuth']> {
  if (basicCredentials(request.headers.authorization) !== undefined) return 'header';
  if (parameters.has('client_assertion')) return 'assertion';
  return parameters.has('client_secret') ? 'body' : 'none';
}

/** What the two requests of a code flow say, and what goes beyond the RFCs. */
const flowOf = (
  realm: RealmState,
  {
    endpoint,
    grantType,
    client,
  }: Record<'grantType' | 'client', string | undefined> & Pick<Route, 'endpoint'>,
  parameters: ReadonlyMap<string, string>,
): Partial<RequestRecord> => ({
  ...(grantType === 'authorization_code'
    ? verifierOf(realm, client, parameters.get('code_verifier'))
    : {}),
  ...(endpoint === 'authorize'
    ? { authorization: authorizationOf(realm, client, parameters) }
    : {}),
  ...othersOf(realm, endpoint, parameters),
});

/** What an authorization request says (RFC 6749 §4.1.1, RFC 7636 §4.3). */
function authorizationOf(
  realm: RealmState,
  client = 'unknown',
  parameters: ReadonlyMap<string, string>,
): AuthorizationForm {
  realm.oneTimeValues.show(client, parameters.values());
  const [responseType, redirectUri, state, challenge] = [
    'response_type',
    'redirect_uri',
    'state',
    'code_challenge',
  ].map((name) => parameters.get(name));
  return {
    ...(responseType === undefined ? {} : { responseType: withoutSecrets(realm, responseType) }),
    ...(redirectUri === undefined ? {} : { redirectUri: withoutSecrets(realm, redirectUri) }),
    ...(state === undefined
      ? {}
      : { state: realm.oneTimeValues.describe(`state of ${client}`, state) }),
    ...(challenge === undefined
      ? {}
      : {
          challenge: {
            ...realm.oneTimeValues.describe(`challenge of ${client}`, challenge),
            method: withoutSecrets(realm, parameters.get('code_challenge_method') ?? 'plain'),
          },
        }),
  };
}

function verifierOf(
  { oneTimeValues }: RealmState,
  client = 'unknown',
  verifier: string | undefined,
): Pick<RequestRecord, 'codeVerifier' | 'verifier'> {
  return verifier === undefined
    ? { codeVerifier: false }
    : { codeVerifier: true, verifier: oneTimeValues.describeVerifier(client, verifier) };
}

function clientOf(
  realm: RealmState,
  endpoint: EndpointName,
  request: RawRequest,
  parameters: ReadonlyMap<string, string>,
  bearer: string | undefined,
): string | undefined {
  if (bearer !== undefined) return realm.grants.find(bearer)?.token.client;
  if (endpoint === 'consent')
    return realm.consents.find(parameters.get('consent_request') ?? '', realm.clock.now('issuer'))
      ?.client.name;
  if (!hasClient(endpoint) && endpoint !== 'authorize') return undefined;
  const id =
    presentedCredentials(
      { headers: request.headers, parameters },
      realm.policy.effective.clientAuthentication,
    )?.id ??
    parameters.get('client_id') ??
    assertedClientId(parameters);
  return id === undefined ? undefined : namedClient(realm, { id })?.name;
}

function presentedBy(
  realm: RealmState,
  endpoint: EndpointName,
  parameters: ReadonlyMap<string, string>,
  bearer: string | undefined,
): Presented | undefined {
  if (endpoint === 'resource' || endpoint === 'userinfo')
    return presentedToken(realm, 'access', bearer, endpoint === 'resource' ? 'resource' : 'issuer');
  if (endpoint === 'revoke' || endpoint === 'introspect') {
    const raw = parameters.get('token');
    const kind = realm.grants.find(raw ?? '')?.token.ref.kind ?? 'refresh';
    return presentedToken(realm, kind, raw, 'issuer');
  }
  if (endpoint !== 'token') return undefined;
  if (parameters.get('grant_type') === 'refresh_token')
    return presentedToken(realm, 'refresh', parameters.get('refresh_token'), 'issuer');
  const now = realm.clock.now('issuer');
  const code = (
    raw: string | undefined,
    of: { standing(raw: string, nowMs: number): TokenStanding },
  ): Presented => ({
    kind: 'code',
    standing: raw === undefined ? 'absent' : of.standing(raw, now),
  });
  if (parameters.get('grant_type') === 'authorization_code')
    return code(parameters.get('code'), realm.codes);
  return parameters.get('grant_type') === DEVICE_CODE
    ? code(parameters.get('device_code'), realm.devices)
    : undefined;
}

function presentedToken(
  realm: RealmState,
  kind: 'access' | 'refresh',
  raw: string | undefined,
  judge: 'issuer' | 'resource',
): Presented {
  if (raw === undefined) return { kind, standing: 'absent' };
  const token = realm.grants.find(raw)?.token;
  return token?.ref.kind === kind
    ? { kind, standing: standingOf(token, realm.clock.now(judge)), ref: token.ref }
    : { kind, standing: 'unknown' };
}

/** A client may put a token anywhere in a request. The record must not contain it. */
const withoutSecrets = (realm: RealmState, text: string): string =>
  realm.secrets.find(text).length === 0 ? text.slice(0, 500) : '[withheld: contains a secret]';
