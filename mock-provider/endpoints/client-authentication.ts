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
  /** True for a header that is not the Base64 of RFC 4648 §4, or lacks its padding. */
  readonly otherBase64?: boolean;
}

/** RFC 7617 §2 asks for Base64 as RFC 4648 §4 has it, whose alphabet and padding are fixed. */
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

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
 * form-encode both first.
 */
export function basicCredentials(authorization: string | undefined): ClientCredentials | undefined {
  const encoded = /^basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return id === undefined || secret.length === 0
    ? undefined
    : {
        via: 'header',
        id,
        secret: secret.join(':'),
        ...(BASE64.test(encoded) ? {} : { otherBase64: true }),
      };
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

const PLACES = { header: 'in the Authorization header', body: 'in the request body' } as const;

type Authenticated = { readonly client: RegisteredClient } | { readonly refusal: HttpReply };

/**
 * True when a Basic header has the right id and secret, but not form-encoded, so that they read as
 * others when they are decoded (RFC 6749 §2.3.1).
 */
export function isUnencoded(realm: RealmState, authorization: string | undefined): boolean {
  const sent = basicCredentials(authorization);
  const client = sent === undefined ? undefined : realm.clients.byId(sent.id);
  return (
    sent !== undefined &&
    client !== undefined &&
    sent.secret === client.secret &&
    (formDecoded(sent.id) !== client.id || formDecoded(sent.secret) !== client.secret)
  );
}

/** Whether the id and secret of a request are those of the client. */
function areRight(realm: RealmState, sent: ClientCredentials, client: RegisteredClient): boolean {
  const lenient = realm.policy.effective.requests === 'lenient';
  if (client.secret === '' || (sent.otherBase64 === true && !lenient)) return false;
  const read = (text: string): readonly string[] =>
    lenient ? [text, formDecoded(text)] : [sent.via === 'header' ? formDecoded(text) : text];
  return read(sent.id).includes(client.id) && read(sent.secret).includes(client.secret);
}

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
    // Whoever tried the header, in whatever way, is told the scheme (RFC 6749 §5.2).
    const tried = exchange.headers.authorization === undefined ? undefined : 'header';
    return refuse(
      tried ?? exchange.record.clientAuth,
      'The request carries no client credentials.',
    );
  }
  if (accepted === 'none')
    return refuse(credentials.via, 'Clients are not authenticated here; send the client_id alone.');
  if (accepted === 'private-key-jwt')
    return refuse(credentials.via, 'Clients authenticate with a signed assertion here.');
  if (accepted !== 'any' && credentials.via !== accepted) {
    return refuse(credentials.via, `Client credentials are accepted ${PLACES[accepted]} only.`);
  }
  const client = namedClient(realm, credentials);
  if (
    client === undefined ||
    !areRight(realm, credentials, client) ||
    (bodyId !== undefined && bodyId !== client.id)
  )
    return refuse(credentials.via);
  const strict = realm.policy.effective.requests === 'strict';
  return strict &&
    accepted === 'any' &&
    (client.authentication ?? credentials.via) !== credentials.via
    ? refuse(
        credentials.via,
        `The client is registered to authenticate ${PLACES[client.authentication ?? credentials.via]}.`,
      )
    : { client };
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
