import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { KeyedDigest } from './keyed-digest.ts';

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

/**
 * A raw token begins with a mark of its realm, so that also a part of it is recognised. Then it
 * says which token it is. The rest proves that the realm made it.
 */
const MARK_BYTES = 3;
const ID_BYTES = 12;
const PROOF_BYTES = 9;
const NOTHING = new Uint8Array();
const PROOF_AT = MARK_BYTES + ID_BYTES;

/**
 * What may follow: characters that mean something else unless they are form-encoded (`+` is a
 * space, `%41` is A). Codes and refresh tokens may have them all (RFC 6749 Appendix A.11, A.17), an
 * access token only those of a Bearer header (RFC 6750 §2.1).
 */
const ENDINGS: Partial<Readonly<Record<RawKind, string>>> = {
  access: '+a/b==',
  refresh: '+a/b%41&c=d:e',
  code: '+a/b%41&c=d:e',
};

/** Characters behind the prefix of a raw value, without its ending. */
export const RAW_LENGTH = 32;
/** Fewer characters behind the prefix do not tell whose value it is. */
const RAW_BEGINNING = 12;

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
  readonly #bytes: Buffer;
  #digests: KeyedDigest;
  #mark: string;
  /** The bytes of the value that is made or read: to use the same ones again makes no garbage. */
  readonly #value = Buffer.alloc(PROOF_AT + PROOF_BYTES);
  readonly #id = this.#value.subarray(MARK_BYTES, PROOF_AT);
  readonly #proof = this.#value.subarray(PROOF_AT);
  readonly #rightProof = Buffer.alloc(PROOF_BYTES);
  /**
   * How many values were made. It is never set back, not even when a snapshot is restored, so that
   * no token is made twice.
   */
  #drawn = 0;

  constructor(realm: string, seed?: number) {
    this.#bytes =
      seed === undefined
        ? randomBytes(32)
        : createHash('sha256')
            .update(JSON.stringify([realm, seed]))
            .digest();
    this.#digests = new KeyedDigest(this.#bytes);
    this.#mark = markOf(this.#digests);
  }

  /** @param characters whether it ends with characters that need encoding */
  next(
    kind: RawKind,
    { family = 0, generation = 0 }: Partial<Omit<RawIdentity, 'kind'>> = {},
    characters: 'plain' | 'need-encoding' = 'plain',
  ): string {
    this.#drawn += 1;
    this.#value.write(this.#mark, 'base64url');
    this.#id.writeUInt32BE(family, 0);
    this.#id.writeUInt32BE(generation, 4);
    this.#id.writeUInt32BE(this.#drawn, 8);
    this.#prove(kind, this.#proof);
    const ending = characters === 'plain' ? '' : (ENDINGS[kind] ?? '');
    return PREFIXES[kind] + this.#value.toString('base64url') + ending;
  }

  /** A code for a user to type, such as `WDJB-MJHT`. It contains no information. */
  nextUserCode(): string {
    this.#drawn += 1;
    const letters = createHmac('sha256', this.#bytes).update(`user-code ${this.#drawn}`).digest();
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
    if (kind === undefined) return undefined;
    const ending = raw.slice(6 + RAW_LENGTH);
    if (ending !== '' && ending !== ENDINGS[kind]) return undefined;
    const written = this.#value.write(raw.slice(6, 6 + RAW_LENGTH), 'base64url');
    if (written < this.#value.length) return undefined;
    this.#prove(kind, this.#rightProof);
    return timingSafeEqual(this.#proof, this.#rightProof)
      ? { kind, family: this.#id.readUInt32BE(0), generation: this.#id.readUInt32BE(4) }
      : undefined;
  }

  /**
   * What the beginning of a raw value tells: its kind and its consent. Undefined when this realm
   * has made no value with such a beginning, or it is too short to say.
   */
  readBeginning(part: string): Pick<RawIdentity, 'kind' | 'family'> | undefined {
    const kind = KINDS.get(part.slice(0, 6));
    if (kind === undefined || part.length < 6 + RAW_BEGINNING) return undefined;
    if (!part.startsWith(this.#mark, 6)) return undefined;
    const bytes = Buffer.from(part.slice(6, 6 + RAW_BEGINNING), 'base64url');
    const family = bytes.readUInt32BE(MARK_BYTES);
    // No consent has been refreshed 65,536 times, so these two bytes are still empty.
    return family <= this.#drawn && bytes.readUInt16BE(MARK_BYTES + 4) === 0
      ? { kind, family }
      : undefined;
  }

  /** What each raw value of this realm has behind its prefix. */
  get markText(): string {
    return this.#mark;
  }

  /**
   * What a raw value is whose prefix is missing: whoever cuts it off has hidden nothing. Undefined
   * when this realm did not make it.
   */
  readWithoutPrefix(bare: string): RawIdentity | undefined {
    for (const prefix of KINDS.keys()) {
      const identity = this.read(prefix + bare);
      if (identity !== undefined) return identity;
    }
    return undefined;
  }

  /** The key and the count, to continue the sequence after a restart. */
  get memory(): { readonly key: Uint8Array; readonly drawn: number } {
    return { key: this.#bytes, drawn: this.#drawn };
  }

  set memory({ key, drawn }) {
    this.#bytes.set(key);
    this.#digests = new KeyedDigest(this.#bytes);
    this.#mark = markOf(this.#digests);
    this.#drawn = drawn;
  }

  /** Puts the proof for the id of the value at hand into a buffer. */
  #prove(kind: RawKind, proof: Buffer): void {
    proof.write(this.#digests.hex(kind, this.#id).slice(0, PROOF_BYTES * 2), 'hex');
  }
}

/** Three bytes are four characters of base64, so that the mark of a value can be told as text. */
const markOf = (digests: KeyedDigest): string =>
  Buffer.from(digests.hex('mark', NOTHING), 'hex').toString('base64url', 0, MARK_BYTES);
