import type { RegisteredClient } from './api.ts';
import { ProviderError } from './provider-error.ts';
import type { RawTokenSource } from './raw-token.ts';
import type { SecretIndex } from './secret-index.ts';

/** The clients of one realm (RFC 6749 §2) and the redirect URIs they have used. */
export class ClientRegistry {
  readonly #byId = new Map<string, RegisteredClient>();
  readonly #names = new Set<string>();
  readonly #redirectUris = new Map<string, Set<string>>();

  /** @throws ProviderError when the name is taken or would not make an id */
  register(name: string, tokens: RawTokenSource, secrets: SecretIndex): RegisteredClient {
    if (!/^[\w.-]{1,100}$/.test(name)) {
      throw new ProviderError('bad-client-name', `Could not register client '${name}': the name cannot be part of a client id.`, { hint: 'Use letters, digits, dots, dashes and underscores.' });
    }
    if (this.#names.has(name)) {
      throw new ProviderError('client-exists', `Could not register client '${name}': the realm has one of that name.`, { hint: 'Choose another name, or use the client that exists.' });
    }
    this.#names.add(name);
    const client: RegisteredClient = { name, id: `client-${name}`, secret: tokens.next('client-secret') };
    this.#byId.set(client.id, client);
    secrets.addClient(client.id, client.secret, `client secret of ${name}`);
    return client;
  }

  byId(id: string): RegisteredClient | undefined {
    return this.#byId.get(id);
  }

  /** Registers a redirect URI by its first use: nobody has to know beforehand on which port a client listens. */
  useRedirectUri(client: RegisteredClient, uri: string): void {
    const known = this.#redirectUris.get(client.id) ?? new Set();
    this.#redirectUris.set(client.id, known.add(uri));
  }

  /** The only redirect URI of a client, when it has just one (RFC 6749 §3.1.2.3). */
  soleRedirectUri(client: RegisteredClient): string | undefined {
    const known = [...(this.#redirectUris.get(client.id) ?? [])];
    return known.length === 1 ? known[0] : undefined;
  }
}
