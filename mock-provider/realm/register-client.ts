import type { ClientOptions, RegisteredClient } from '../model/client.ts';
import { ProviderError } from '../model/provider-error.ts';
import type { RealmState } from './realm-state.ts';

/**
 * What sets plain ids and secrets apart from those that need encoding. Form-decoding changes both
 * (`+` is a space, `%41` is A), so that they are wrong when a client forgot to encode them.
 */
const ID_END = '+1';
const SECRET_END = '+a/b%41&c=d:e';

/**
 * Registers a client (RFC 6749 §2), with an id and a secret of the kind that the policy says when
 * it brings none of its own.
 * @throws ProviderError when the name is taken or would not make an id, or the keys are of no use
 */
export function registerClient(
  { clients, policy, rawTokens, secrets }: RealmState,
  name: string,
  options: ClientOptions,
): RegisteredClient {
  const plain = { id: `client-${name}`, secret: rawTokens.next('client-secret') };
  const made = isPlain(policy)
    ? plain
    : { id: plain.id + ID_END, secret: plain.secret + SECRET_END };
  return clients.register(name, options, made, secrets);
}

/**
 * Gives a client a new secret of the kind that the policy says; the old one is no longer accepted.
 * @throws ProviderError when there is no such client, or it has no secret
 */
export function renewSecret(
  { clients, policy, rawTokens, secrets }: RealmState,
  name: string,
): RegisteredClient {
  const client = clients.list.find((one) => one.name === name && one.secret !== '');
  if (client === undefined)
    throw new ProviderError(
      'unknown-client',
      `Could not renew the secret of client '${name}': the realm has no confidential client of that name.`,
      { hint: 'Register it first.' },
    );
  const secret = rawTokens.next('client-secret') + (isPlain(policy) ? '' : SECRET_END);
  clients.changeSecret(client, secret, secrets);
  return { ...client, secret };
}

const isPlain = (policy: RealmState['policy']): boolean =>
  policy.effective.clientSecrets === 'plain';
