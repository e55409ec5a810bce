import {
  generateKey,
  keepKey,
  lazyKey,
  recallKey,
  type KeptKey,
  type SigningKey,
} from '../store/jwt-issuer.ts';
import type { KeptRealm } from './kept-realm.ts';

/**
 * Everything that another provider needs to continue as this one. It contains every secret: raw
 * tokens, client secrets and the signing key. It is an object graph with Maps, shared references
 * and Infinity, so `v8.serialize` can store it and JSON cannot.
 */
export interface ProviderMemory {
  /** Undefined when no key was made yet, because no JWT was signed. */
  readonly key: KeptKey | undefined;
  readonly realms: readonly KeptRealm[];
}

/** The provider's signing key. It is made when it is first needed, or restored from the memory. */
export class ProviderKey {
  /** Returns the key. All realms share it. */
  readonly use: () => SigningKey;
  #key: SigningKey | undefined;

  constructor(kept?: KeptKey) {
    this.#key = kept && recallKey(kept);
    this.use = lazyKey(() => (this.#key ??= generateKey()));
  }

  get memory(): KeptKey | undefined {
    return this.#key && keepKey(this.#key);
  }
}
