import { hash } from 'node:crypto';

/** Bytes that SHA-256 takes at a time, and bytes of a digest. */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

const padded = (key: Uint8Array, pad: number): Buffer => {
  const block = Buffer.alloc(BLOCK_BYTES, pad);
  for (const [at, byte] of key.entries()) block[at] = byte ^ pad;
  return block;
};

/**
 * HMAC-SHA-256 (RFC 2104) of many short messages with one key, from two calls of `crypto.hash`. An
 * `Hmac` of Node for each of them takes four times as long, most of it to be made and to be freed.
 */
export class KeyedDigest {
  readonly #inner: Buffer;
  readonly #outer: Buffer;
  /** What is hashed first, for each label: the padded key, the label, and room for the bytes. */
  readonly #messages = new Map<string, Buffer>();

  /** @param key at most 64 bytes */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK_BYTES) throw new RangeError(`A key of ${key.length} bytes is too long.`);
    this.#inner = padded(key, 0x36);
    this.#outer = Buffer.concat([padded(key, 0x5c), Buffer.alloc(DIGEST_BYTES)]);
  }

  /** The HMAC of a label and the bytes behind it, in hexadecimal. There should be few labels. */
  hex(label: string, bytes: Uint8Array): string {
    const message = this.#message(label, bytes.length);
    message.set(bytes, message.length - bytes.length);
    this.#outer.write(hash('sha256', message), BLOCK_BYTES, 'hex');
    return hash('sha256', this.#outer);
  }

  #message(label: string, length: number): Buffer {
    const known = this.#messages.get(label);
    const wanted = BLOCK_BYTES + Buffer.byteLength(label) + length;
    if (known?.length === wanted) return known;
    const message = Buffer.concat([this.#inner, Buffer.from(label), Buffer.alloc(length)]);
    this.#messages.set(label, message);
    return message;
  }
}
