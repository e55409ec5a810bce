import {
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { Recent } from './recent.ts';

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
  /** The same key as Node wants it: to make it of the bytes takes longer than all the rest. */
  #key: KeyObject;
  #cachedMark: Buffer | undefined;
  #cachedMarkText: string | undefined;
  /** What values say that were made or read lately. Their proof needs no second look. */
  readonly #recent = new Recent<RawIdentity>();
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
    this.#key = createSecretKey(this.#bytes);
  }

  /** @param characters whether it ends with characters that need encoding */
  next(
    kind: RawKind,
    { family = 0, generation = 0 }: Partial<Omit<RawIdentity, 'kind'>> = {},
    characters: 'plain' | 'need-encoding' = 'plain',
  ): string {
    this.#drawn += 1;
    const id = Buffer.alloc(ID_BYTES);
    id.writeUInt32BE(family, 0);
    id.writeUInt32BE(generation, 4);
    id.writeUInt32BE(this.#drawn, 8);
    const raw =
      PREFIXES[kind] +
      Buffer.concat([this.#mark(), id, this.#proof(kind, id)]).toString('base64url') +
      (characters === 'plain' ? '' : (ENDINGS[kind] ?? ''));
    this.#recent.note(raw, { kind, family, generation });
    return raw;
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
    const recent = this.#recent.get(raw);
    if (recent !== undefined) return recent;
    const kind = KINDS.get(raw.slice(0, 6));
    if (kind === undefined) return undefined;
    const ending = raw.slice(6 + RAW_LENGTH);
    if (ending !== '' && ending !== ENDINGS[kind]) return undefined;
    const bytes = Buffer.from(raw.slice(6, 6 + RAW_LENGTH), 'base64url');
    const [id, proof] = [
      bytes.subarray(MARK_BYTES, MARK_BYTES + ID_BYTES),
      bytes.subarray(MARK_BYTES + ID_BYTES),
    ];
    if (proof.length !== PROOF_BYTES || !timingSafeEqual(proof, this.#proof(kind, id)))
      return undefined;
    const identity = { kind, family: id.readUInt32BE(0), generation: id.readUInt32BE(4) };
    this.#recent.note(raw, identity);
    return identity;
  }

  /**
   * What the beginning of a raw value tells: its kind and its consent. Undefined when this realm
   * has made no value with such a beginning, or it is too short to say.
   */
  readBeginning(part: string): Pick<RawIdentity, 'kind' | 'family'> | undefined {
    const kind = KINDS.get(part.slice(0, 6));
    if (kind === undefined || part.length < 6 + RAW_BEGINNING) return undefined;
    const bytes = Buffer.from(part.slice(6, 6 + RAW_BEGINNING), 'base64url');
    if (!bytes.subarray(0, MARK_BYTES).equals(this.#mark())) return undefined;
    const family = bytes.readUInt32BE(MARK_BYTES);
    // No consent has been refreshed 65,536 times, so these two bytes are still empty.
    return family <= this.#drawn && bytes.readUInt16BE(MARK_BYTES + 4) === 0
      ? { kind, family }
      : undefined;
  }

  /** What each raw value of this realm has behind its prefix. */
  get markText(): string {
    return (this.#cachedMarkText ??= this.#mark().toString('base64url'));
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
    this.#key = createSecretKey(this.#bytes);
    this.#cachedMark = undefined;
    this.#cachedMarkText = undefined;
    this.#recent.clear();
    this.#drawn = drawn;
  }

  #mark(): Buffer {
    return (this.#cachedMark ??= createHmac('sha256', this.#key)
      .update('mark')
      .digest()
      .subarray(0, MARK_BYTES));
  }

  #proof(kind: RawKind, id: Buffer): Buffer {
    return createHmac('sha256', this.#key)
      .update(kind)
      .update(id)
      .digest()
      .subarray(0, PROOF_BYTES);
  }
}
