import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import type { RegisteredClient } from '../model/client.ts';
import type { RealmState } from '../realm/realm-state.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Signature algorithms with a key pair. A signature with the shared secret would be the method
 * client_secret_jwt.
 */
export const ASSERTION_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/**
 * RFC 7519 §4.1.4 allows a small leeway, because clocks count whole seconds and are never quite
 * equal.
 */
const LEEWAY_SECONDS = 2;
/**
 * RFC 7523 §3: the server may refuse an assertion that expires unreasonably late. So it need not
 * keep the ids of used assertions for ever.
 */
const LONGEST_LIFE_SECONDS = 86_400;

/** The client that an assertion names. Nothing in the assertion is verified yet. */
export function assertedClientId(parameters: ReadonlyMap<string, string>): string | undefined {
  try {
    return decodeJwt(parameters.get('client_assertion') ?? '').sub;
  } catch {
    return undefined;
  }
}

/**
 * Verifies a client's signed JWT (RFC 7523 §2.2, §3). Returns the client, or the reason why the
 * assertion is not accepted.
 */
export async function verifyAssertion(
  realm: RealmState,
  parameters: ReadonlyMap<string, string>,
): Promise<{ readonly client: RegisteredClient } | { readonly flaw: string }> {
  if (parameters.get('client_assertion_type') !== ASSERTION_TYPE)
    return { flaw: 'The client_assertion_type is missing or not supported.' };
  const id = assertedClientId(parameters);
  const client = id === undefined ? undefined : realm.clients.byId(id);
  if (client?.jwks === undefined)
    return { flaw: 'The assertion is not that of a client with registered keys.' };
  if ((parameters.get('client_id') ?? client.id) !== client.id)
    return { flaw: 'The client_id is not that of the assertion.' };
  const nowMs = realm.clock.now('issuer');
  try {
    const { payload } = await jwtVerify(
      parameters.get('client_assertion') ?? '',
      createLocalJWKSet(client.jwks),
      {
        algorithms: [...ASSERTION_ALGORITHMS],
        issuer: client.id,
        subject: client.id,
        audience: [realm.issuer, `${realm.issuer}/token`],
        requiredClaims: ['exp', 'jti'],
        currentDate: new Date(nowMs),
        clockTolerance: LEEWAY_SECONDS,
      },
    );
    const { jti, exp = 0 } = payload;
    if (typeof jti !== 'string' || jti === '')
      return { flaw: 'The claim jti of the assertion is wrong.' };
    if (exp > nowMs / 1_000 + LONGEST_LIFE_SECONDS + LEEWAY_SECONDS)
      return { flaw: 'The assertion expires too far in the future.' };
    const first = realm.assertions.use(client.id, jti, (exp + LEEWAY_SECONDS) * 1_000, nowMs);
    return first ? { client } : { flaw: 'The assertion was used before.' };
  } catch (error) {
    return { flaw: flawOf(error) };
  }
}

/** What is wrong with the assertion, without quoting from it. */
function flawOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The assertion has expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The claim ${error.claim} of the assertion is missing or wrong.`;
  return 'The assertion is malformed, or not signed with a registered key.';
}
