import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, type JWK, type JWTPayload } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const ALGORITHM = 'RS256';
/** Signs on a thread of its own, while this one answers other requests. */
const signature = promisify(sign);
/** A part of a JWT (RFC 7515 §2). */
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
let made = 0;

/** Makes a new RS256 key. This takes a tenth of a second. */
export function generateKey(): SigningKey {
  made += 1;
  return { kid: `key-${made}`, ...generateKeyPairSync('rsa', { modulusLength: 2_048 }) };
}

/**
 * Returns a function that makes the key at its first call. So a provider that issues only opaque
 * tokens starts at once. All realms share the key.
 */
export function lazyKey(make: () => SigningKey = generateKey): () => SigningKey {
  let key: SigningKey | undefined;
  return () => (key ??= make());
}

/** A signing key as text. It is the most sensitive value that a provider has. */
export interface KeptKey {
  readonly kid: string;
  /** PKCS #8. */
  readonly pem: string;
}

export const keepKey = ({ kid, privateKey }: SigningKey): KeptKey => ({
  kid,
  pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
});

/** Restores a kept key. Keys made later get another `kid`. */
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

  /** The key that signs new JWTs. */
  get key(): SigningKey {
    return this.#changes.at(-1)?.key ?? this.#shared();
  }

  /**
   * Signs with a new key until the returned function is called. `published`: the JWK set has only
   * the new key. `unpublished`: the JWK set keeps the earlier keys and lacks the new one.
   */
  change(published: 'published' | 'unpublished'): () => void {
    const key = generateKey();
    const change = { key, published: published === 'published' ? [key] : this.published };
    this.#changes = [...this.#changes, change];
    return () => {
      this.#changes = this.#changes.filter((other) => other !== change);
    };
  }

  /** The keys in the JWK set, with which others verify signatures. */
  get published(): readonly SigningKey[] {
    return this.#changes.at(-1)?.published ?? [this.#shared()];
  }

  /**
   * A signed JWT with exactly these claims. `typ` is `at+jwt` for access tokens (RFC 9068 §2.1).
   */
  async sign(claims: JWTPayload, typ: 'at+jwt' | 'JWT'): Promise<string> {
    const { kid, privateKey } = this.key;
    // Not by jose: it copies the claims and signs with WebCrypto, which takes twice as long.
    const input = `${encoded({ alg: ALGORITHM, kid, typ })}.${encoded(claims)}`;
    const bytes = await signature('sha256', Buffer.from(input), privateKey);
    return `${input}.${bytes.toString('base64url')}`;
  }

  /** The JWK set (RFC 7517 §5), with public keys only. */
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
