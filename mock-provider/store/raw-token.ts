import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIXES = {
  access: 'oc_at_',
  refresh: 'oc_rt_',
  code: 'oc_ac_',
  'device-code': 'oc_dc_',
  'consent-request': 'oc_cr_',
  'client-secret': 'oc_cs_',
  'token-id': 'oc_id_',
} as const;
export type RawKind = keyof typeof PREFIXES;

/** Half of a raw token says which one it is, half proves that it was made here. */
const ID_BYTES = 12;
const PROOF_BYTES = 12;

/**
 * Finds everything that looks like a raw value of ours. Fixed lengths: what follows a token cannot
 * hide it.
 */
export const RAW_TOKEN = /oc_(?:at|rt|ac|dc|cr|cs)_[\w-]{32}/g;

const KINDS = new Map<string, RawKind>(
  Object.entries(PREFIXES).map(([kind, prefix]) => [prefix, kind as RawKind]),
);

/**
 * RFC 8628 §6.1: no vowels, so that no words come about, and nothing that looks like something
 * else.
 */
const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/**
 * What a raw value of ours tells whoever holds the key: the consent it belongs to (0: none) and its
 * generation.
 */
export interface RawIdentity {
  readonly kind: RawKind;
  readonly family: number;
  readonly generation: number;
}

/**
 * Makes raw tokens, codes and secrets, and knows them again without having kept them: so a token is
 * recognised however long ago it was forgotten. With a seed the sequence is the same in every run
 * of a realm of that name; without one nobody can foresee it.
 */
export class RawTokenSource {
  readonly #key: Buffer;
  /** Never set back, not even when a realm is restored: no token is ever made twice. */
  #drawn = 0;

  constructor(realm: string, seed?: number) {
    this.#key =
      seed === undefined
        ? randomBytes(32)
        : createHash('sha256')
            .update(JSON.stringify([realm, seed]))
            .digest();
  }

  next(
    kind: RawKind,
    { family = 0, generation = 0 }: Partial<Omit<RawIdentity, 'kind'>> = {},
  ): string {
    this.#drawn += 1;
    const id = Buffer.alloc(ID_BYTES);
    id.writeUInt32BE(family, 0);
    id.writeUInt32BE(generation, 4);
    id.writeUInt32BE(this.#drawn, 8);
    return PREFIXES[kind] + Buffer.concat([id, this.#proof(kind, id)]).toString('base64url');
  }

  /** A code for a user to type, such as `WDJB-MJHT`. Nothing can be read from it. */
  nextUserCode(): string {
    this.#drawn += 1;
    const letters = createHmac('sha256', this.#key).update(`user-code ${this.#drawn}`).digest();
    // Of 256 values a few letters get one more than others: of no weight with 34 bits.
    const code = [...letters.subarray(0, 8)]
      .map((byte) => USER_CODE_LETTERS[byte % USER_CODE_LETTERS.length])
      .join('');
    return `${code.slice(0, 4)}-${code.slice(4)}`;
  }

  /** What a raw value is, or undefined when it was not made here. */
  read(raw: string): RawIdentity | undefined {
    const kind = KINDS.get(raw.slice(0, 6));
    if (kind === undefined || raw.length !== 38) return undefined;
    const bytes = Buffer.from(raw.slice(6), 'base64url');
    const [id, proof] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)];
    if (proof.length !== PROOF_BYTES || !timingSafeEqual(proof, this.#proof(kind, id)))
      return undefined;
    return { kind, family: id.readUInt32BE(0), generation: id.readUInt32BE(4) };
  }

  /** Key and count, for a realm that is kept over a restart. */
  get memory(): { readonly key: Uint8Array; readonly drawn: number } {
    return { key: this.#key, drawn: this.#drawn };
  }

  set memory({ key, drawn }) {
    this.#key.set(key);
    this.#drawn = drawn;
  }

  #proof(kind: RawKind, id: Buffer): Buffer {
    return createHmac('sha256', this.#key)
      .update(kind)
      .update(id)
      .digest()
      .subarray(0, PROOF_BYTES);
  }
}
