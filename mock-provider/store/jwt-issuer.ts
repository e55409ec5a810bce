import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { exportJWK, SignJWT, type JWK, type JWTPayload } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const ALGORITHM = 'RS256';
let made = 0;

/** A new RS256 key. Making one takes a tenth of a second. */
export function generateKey(): SigningKey {
  made += 1;
  return { kid: `key-${made}`, ...generateKeyPairSync('rsa', { modulusLength: 2_048 }) };
}

/**
 * Makes its key when it is first needed, so that a provider of opaque tokens starts at once; realms
 * share it.
 */
export function lazyKey(make: () => SigningKey = generateKey): () => SigningKey {
  let key: SigningKey | undefined;
  return () => (key ??= make());
}

/** A signing key as text. It is the most secret of all that a provider knows. */
export interface KeptKey {
  readonly kid: string;
  /** PKCS #8. */
  readonly pem: string;
}

export const keepKey = ({ kid, privateKey }: SigningKey): KeptKey => ({
  kid,
  pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});

/** The key that was kept; a key made later gets another name. */
export function recallKey({ kid, pem }: KeptKey): SigningKey {
  made = Math.max(made, Number(/^key-(\d+)$/.exec(kid)?.[1] ?? 0));
  const privateKey = createPrivateKey(pem);
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}

/** Signs the JWTs of one realm and publishes its keys. */
export class JwtIssuer {
  readonly #shared: () => SigningKey;
  #changes: readonly { readonly key: SigningKey; readonly published: readonly SigningKey[] }[] = [];

  constructor(key: () => SigningKey) {
    this.#shared = key;
  }

  /** The key that signs from now on. */
  get key(): SigningKey {
    return this.#changes.at(-1)?.key ?? this.#shared();
  }

  /**
   * Signs with a new key until the returned function is called; only that key is published, or only
   * those from before.
   */
  change(published: 'published' | 'unpublished'): () => void {
    const key = generateKey();
    const change = { key, published: published === 'published' ? [key] : this.published };
    this.#changes = [...this.#changes, change];
    return () => {
      this.#changes = this.#changes.filter((other) => other !== change);
    };
  }

  /** The keys that whoever checks a signature can have. */
  get published(): readonly SigningKey[] {
    return this.#changes.at(-1)?.published ?? [this.#shared()];
  }

  /**
   * A signed JWT with these claims and no others. `typ` is `at+jwt` for access tokens (RFC 9068
   * §2.1).
   */
  async sign(claims: JWTPayload, typ: 'at+jwt' | 'JWT'): Promise<string> {
    const { kid, privateKey } = this.key;
    return new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, kid, typ }).sign(privateKey);
  }

  /** The JWK set (RFC 7517 §5), public parts only. */
  async jwks(): Promise<{ readonly keys: readonly JWK[] }> {
    return {
      keys: await Promise.all(
        this.published.map(async ({ kid, publicKey }) => ({
          ...(await exportJWK(publicKey)),
          kid,
          alg: ALGORITHM,
          use: 'sig',
        })),
      ),
    };
  }
}
