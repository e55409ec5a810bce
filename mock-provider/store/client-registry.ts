import type { ClientOptions, RegisteredClient } from '../model/client.ts';
import { ProviderError } from '../model/provider-error.ts';
import { clientKeysFlaw } from './client-keys.ts';
import type { SecretIndex } from './secret-index.ts';

/** The clients of one realm (RFC 6749 §2) and the redirect URIs they have used. */
export class ClientRegistry {
  readonly #byId = new Map<string, RegisteredClient>();
  readonly #names = new Set<string>();
  readonly #redirectUris = new Map<string, Set<string>>();

  /**
   * @param made the id and the secret of a client that brings none of its own
   * @throws ProviderError when the name is taken or would not make an id, or the keys are of no use
   */
  register(
    name: string,
    options: ClientOptions,
    made: Pick<RegisteredClient, 'id' | 'secret'>,
    secrets: SecretIndex,
  ): RegisteredClient {
    const { type = 'confidential', id = made.id, secret = made.secret, jwks } = options;
    const { authentication } = options;
    if (!/^[\w.-]{1,100}$/.test(name)) {
      throw new ProviderError(
        'bad-client-name',
        `Could not register client '${name}': the name cannot be part of a client id.`,
        { hint: 'Use letters, digits, dots, dashes and underscores.' },
      );
    }
    if (this.#names.has(name)) {
      throw new ProviderError(
        'client-exists',
        `Could not register client '${name}': the realm has one of that name.`,
        { hint: 'Choose another name, or use the client that exists.' },
      );
    }
    if (this.#byId.has(id)) {
      throw new ProviderError(
        'client-exists',
        `Could not register client '${name}': the realm has a client with the id '${id}'.`,
        { hint: 'Choose another id.', pointer: '/id' },
      );
    }
    const flaw =
      jwks === undefined
        ? undefined
        : type === 'public'
          ? 'a public client cannot keep a private key'
          : clientKeysFlaw(jwks);
    if (flaw !== undefined)
      throw new ProviderError('bad-client-keys', `Could not register client '${name}': ${flaw}.`, {
        hint: 'Give a confidential client a JWK set of public RSA, EC or OKP keys.',
        pointer: '/jwks',
      });
    const client: RegisteredClient = {
      name,
      id,
      secret: type === 'public' ? '' : secret,
      ...(authentication === undefined ? {} : { authentication }),
      ...(jwks === undefined ? {} : { jwks: structuredClone(jwks) }),
    };
    this.#names.add(name);
    this.#byId.set(client.id, client);
    if (client.secret !== '')
      secrets.addClient(client.id, client.secret, `client secret of ${name}`);
    return client;
  }

  get list(): readonly RegisteredClient[] {
    return [...this.#byId.values()];
  }

  /** Gives a client another secret. The old one is no longer accepted. */
  changeSecret(client: RegisteredClient, secret: string, secrets: SecretIndex): void {
    this.#byId.set(client.id, { ...client, secret });
    secrets.addClient(client.id, secret, `client secret of ${client.name}`);
  }

  /** A copy of all clients and redirect URIs. It contains raw secrets. */
  get memory(): {
    readonly clients: readonly RegisteredClient[];
    readonly redirectUris: readonly (readonly [string, readonly string[]])[];
  } {
    return {
      clients: this.list,
      redirectUris: [...this.#redirectUris].map(([id, uris]) => [id, [...uris]]),
    };
  }

  set memory({ clients, redirectUris }) {
    this.#byId.clear();
    this.#names.clear();
    this.#redirectUris.clear();
    for (const client of clients) {
      this.#byId.set(client.id, client);
      this.#names.add(client.name);
    }
    for (const [id, uris] of redirectUris) this.#redirectUris.set(id, new Set(uris));
  }

  byId(id: string): RegisteredClient | undefined {
    return this.#byId.get(id);
  }

  /**
   * Registers a redirect URI when it is used for the first time. So nobody has to know in advance
   * on which port a client listens.
   */
  useRedirectUri(client: RegisteredClient, uri: string): void {
    const known = this.#redirectUris.get(client.id) ?? new Set();
    this.#redirectUris.set(client.id, known.add(uri));
  }

  /**
   * The redirect URI of a client that has used exactly one (RFC 6749 §3.1.2.3); otherwise
   * undefined.
   */
  soleRedirectUri(client: RegisteredClient): string | undefined {
    const known = [...(this.#redirectUris.get(client.id) ?? [])];
    return known.length === 1 ? known[0] : undefined;
  }
}
