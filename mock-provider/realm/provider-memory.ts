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
 * Everything with which another provider can go on as this one. It holds every secret there is: raw
 * tokens, client secrets, the signing key. One graph of plain objects, Maps and Infinity:
 * `v8.serialize` keeps it, JSON does not.
 */
export interface ProviderMemory {
  /** Undefined before the first JWT: no key was made yet. */
  readonly key: KeptKey | undefined;
  readonly realms: readonly KeptRealm[];
}

/** The provider's signing key, made when it is first needed, or the one that was kept. */
export class ProviderKey {
  /** For the realms, which share it. */
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
