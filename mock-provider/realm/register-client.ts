import type { ClientOptions, RegisteredClient } from '../model/client.ts';
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
  const made =
    policy.effective.clientSecrets === 'plain'
      ? plain
      : { id: plain.id + ID_END, secret: plain.secret + SECRET_END };
  return clients.register(name, options, made, secrets);
}
