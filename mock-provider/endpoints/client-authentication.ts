import type { RegisteredClient } from '../model/client.ts';
import type { Exchange } from '../model/exchange.ts';
import type { RequestRecord } from '../model/records.ts';
import type { HttpReply } from '../model/reply.ts';
import { answerFor } from '../policy/answer.ts';
import { clientRefused } from '../policy/client-refused.ts';
import type { Policy } from '../policy/policy.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { verifyAssertion } from './client-assertion.ts';

export interface ClientCredentials {
  readonly via: 'header' | 'body';
  readonly id: string;
  readonly secret: string;
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** True for credentials of the Basic scheme, readable or not. The scheme's case does not matter. */
export const isBasic = (authorization: string | undefined): boolean =>
  /^basic(?: |$)/i.test(authorization ?? '');

/**
 * The id and secret in a Basic header, as they were sent. RFC 6749 §2.3.1 asks clients to
 * form-encode both first, but many clients do not.
 */
export function basicCredentials(authorization: string | undefined): ClientCredentials | undefined {
  const encoded = /^basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return id === undefined || secret.length === 0
    ? undefined
    : { via: 'header', id, secret: secret.join(':') };
}

/**
 * The id and secret in a request. When the header and the body both have them, the header's are
 * used, unless the policy accepts only those in the body.
 */
export function presentedCredentials(
  exchange: Pick<Exchange, 'headers' | 'parameters'>,
  accepted: Policy['clientAuthentication'],
): ClientCredentials | undefined {
  const { authorization } = exchange.headers;
  const header = basicCredentials(typeof authorization === 'string' ? authorization : undefined);
  const id = exchange.parameters.get('client_id');
  const secret = exchange.parameters.get('client_secret');
  const body: ClientCredentials | undefined =
    id === undefined || secret === undefined ? undefined : { via: 'body', id, secret };
  return accepted === 'body' ? (body ?? header) : (header ?? body);
}

/** The client that the credentials name, whether or not the secret is correct. */
export function namedClient(
  realm: RealmState,
  { id }: { readonly id: string },
): RegisteredClient | undefined {
  return realm.clients.byId(id) ?? realm.clients.byId(formDecoded(id));
}

type Authenticated = { readonly client: RegisteredClient } | { readonly refusal: HttpReply };

/**
 * Authenticates the client of a request to the token endpoint and similar endpoints (RFC 6749
 * §3.2.1). Returns the client or the refusal. A public client only sends its id.
 */
export async function authenticateClient(
  realm: RealmState,
  exchange: Exchange,
): Promise<Authenticated> {
  const accepted = realm.policy.effective.clientAuthentication;
  const refuse = (via: RequestRecord['clientAuth'], why?: string) => ({
    refusal: ownRefusal(realm, exchange, clientRefused(via, why)),
  });
  const credentials = presentedCredentials(exchange, accepted);
  const bodyId = exchange.parameters.get('client_id');
  if (exchange.parameters.has('client_assertion'))
    return authenticateByAssertion(realm, exchange, credentials !== undefined);
  if (credentials === undefined) {
    const named = bodyId === undefined ? undefined : realm.clients.byId(bodyId);
    if (named !== undefined && (named.secret === '' || accepted === 'none'))
      return { client: named };
    return refuse(exchange.record.clientAuth, 'The request carries no client credentials.');
  }
  if (accepted === 'none')
    return refuse(credentials.via, 'Clients are not authenticated here; send the client_id alone.');
  if (accepted === 'private-key-jwt')
    return refuse(credentials.via, 'Clients authenticate with a signed assertion here.');
  if (accepted !== 'any' && credentials.via !== accepted) {
    return refuse(
      credentials.via,
      `Client credentials are accepted in the ${accepted === 'header' ? 'Authorization header' : 'request body'} only.`,
    );
  }
  const client = namedClient(realm, credentials);
  const good =
    client !== undefined &&
    client.secret !== '' &&
    [credentials.secret, formDecoded(credentials.secret)].includes(client.secret) &&
    (bodyId === undefined || bodyId === client.id);
  return good ? { client } : refuse(credentials.via);
}

/** RFC 7521 §4.2. RFC 6749 §2.3 forbids more than one authentication method in a request. */
async function authenticateByAssertion(
  realm: RealmState,
  exchange: Exchange,
  withSecret: boolean,
): Promise<Authenticated> {
  const accepted = realm.policy.effective.clientAuthentication;
  const refuse = (why: string): Authenticated => ({
    refusal: ownRefusal(realm, exchange, clientRefused(exchange.record.clientAuth, why)),
  });
  if (withSecret) return refuse('The client authenticates in more than one way.');
  if (accepted !== 'any' && accepted !== 'private-key-jwt')
    return refuse('Client assertions are not accepted here.');
  const verified = await verifyAssertion(realm, exchange.parameters);
  return 'flaw' in verified ? refuse(verified.flaw) : verified;
}

function ownRefusal(realm: RealmState, exchange: Exchange, refusal: HttpReply): HttpReply {
  return answerFor(
    realm.policy.effective,
    'client-refused',
    exchange,
    { nowMs: realm.clock.now('issuer') },
    refusal,
  );
}
