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

/** The first half of a raw token identifies it. The second half proves that this realm made it. */
const ID_BYTES = 12;
const PROOF_BYTES = 12;

/**
 * Finds everything in a text that looks like a raw token, code or secret of this provider. All have
 * a fixed length, so it finds them whatever characters follow.
 */
export const RAW_TOKEN = /oc_(?:at|rt|ac|dc|cr|cs)_[\w-]{32}/g;

const KINDS = new Map<string, RawKind>(
  Object.entries(PREFIXES).map(([kind, prefix]) => [prefix, kind as RawKind]),
);

/**
 * RFC 8628 §6.1: no vowels, so that no words come about, and no letters that look like other
 * characters.
 */
const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/**
 * What the holder of the key can read from a raw value: its kind, its consent (0: none) and its
 * generation.
 */
export interface RawIdentity {
  readonly kind: RawKind;
  readonly family: number;
  readonly generation: number;
}

/**
 * Makes raw tokens, codes and secrets. It can recognise each of them later without a list of them,
 * however long ago it was made. With a seed, a realm of the same name gets the same sequence in
 * every run; without a seed nobody can predict the sequence.
 */
export class RawTokenSource {
  readonly #key: Buffer;
  /**
   * How many values were made. It is never set back, not even when a snapshot is restored, so that
   * no token is made twice.
   */
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

  /** A code for a user to type, such as `WDJB-MJHT`. It contains no information. */
  nextUserCode(): string {
    this.#drawn += 1;
    const letters = createHmac('sha256', this.#key).update(`user-code ${this.#drawn}`).digest();
    // The 256 values of a byte do not spread evenly over the letters. With 34 bits this does not
    // matter.
    const code = [...letters.subarray(0, 8)]
      .map((byte) => USER_CODE_LETTERS[byte % USER_CODE_LETTERS.length])
      .join('');
    return `${code.slice(0, 4)}-${code.slice(4)}`;
  }

  /** What a raw value is. Undefined when this realm did not make it. */
  read(raw: string): RawIdentity | undefined {
    const kind = KINDS.get(raw.slice(0, 6));
    if (kind === undefined || raw.length !== 38) return undefined;
    const bytes = Buffer.from(raw.slice(6), 'base64url');
    const [id, proof] = [bytes.subarray(0, ID_BYTES), bytes.subarray(ID_BYTES)];
    if (proof.length !== PROOF_BYTES || !timingSafeEqual(proof, this.#proof(kind, id)))
      return undefined;
    return { kind, family: id.readUInt32BE(0), generation: id.readUInt32BE(4) };
  }

  /** The key and the count, to continue the sequence after a restart. */
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
