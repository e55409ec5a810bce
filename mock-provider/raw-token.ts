import { createHmac, createHash, randomBytes } from 'node:crypto';

const PREFIXES = { access: 'oc_at_', refresh: 'oc_rt_', code: 'oc_ac_', 'client-secret': 'oc_cs_', 'token-id': 'oc_id_' } as const;
export type RawKind = keyof typeof PREFIXES;

/** 192 bits as base64url: no letter of it changes in a URL, a form or JSON, so one search finds it anywhere. */
const BODY_BYTES = 24;

/** Finds everything that looks like a raw value of ours. Fixed lengths: what follows a token cannot hide it. */
export const RAW_TOKEN = /oc_(?:at|rt|ac|cs)_[\w-]{32}/g;

/**
 * Makes raw tokens, codes and secrets. With a seed the sequence is the same in every run of a realm of that name;
 * without one nobody can foresee it.
 */
export class RawTokenSource {
  readonly #key: Buffer;
  #drawn = 0;

  constructor(realm: string, seed?: number) {
    this.#key = seed === undefined ? randomBytes(32) : createHash('sha256').update(JSON.stringify([realm, seed])).digest();
  }

  next(kind: RawKind): string {
    this.#drawn += 1;
    const body = createHmac('sha256', this.#key).update(`${kind} ${this.#drawn}`).digest().subarray(0, BODY_BYTES);
    return PREFIXES[kind] + body.toString('base64url');
  }
}
