import { createReadStream, type ReadStream } from 'node:fs';
import { constants, createZstdDecompress, type ZstdDecompress } from 'node:zlib';
import { blobDamaged } from './blob-damaged.ts';

/** How much a blob may hold, so that a small file cannot fill memory or disk. In bytes. */
export interface BlobLimits {
  /** Of one line, the longest of which holds all results. */
  readonly line: number;
  /** Of one history, or of all that is planned. */
  readonly piece: number;
  /** Of everything. */
  readonly total: number;
}

const MiB = 1024 ** 2;

/** Ten times what the largest known run has: its results, one of its histories, and all it has. */
const BLOB_LIMITS: BlobLimits = { line: 256 * MiB, piece: 256 * MiB, total: 16_384 * MiB };

/** So much is unpacked at a time, in bytes. */
const CHUNK = 512 * 1024;

/** How far back zstd may look, as the exponent of 2: what we write has 2 MiB. */
const WINDOW = { [constants.ZSTD_d_windowLogMax]: 24 };

const NEWLINE = 0x0a;

const inWords = (bytes: number): string => `${Math.floor(bytes / MiB)} MiB`;

interface Taken {
  readonly bytes: Buffer;
  /** False when the blob ended before. */
  readonly ended: boolean;
}

/**
 * What is in a blob, front to back: lines and pieces of a known length. Unpacks only as much as is
 * asked for.
 */
export class BlobStream {
  readonly #shownAs: string;
  readonly #limits: BlobLimits;
  readonly #source: ReadStream;
  readonly #unpacked: ZstdDecompress;
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #total = 0;

  /** @param shownAs the path, as errors name it */
  constructor(path: string, shownAs: string, limits: BlobLimits = BLOB_LIMITS) {
    this.#shownAs = shownAs;
    this.#limits = limits;
    this.#source = createReadStream(path, { highWaterMark: CHUNK });
    this.#unpacked = this.#source.pipe(createZstdDecompress({ chunkSize: CHUNK, params: WINDOW }));
    this.#source.on('error', (error) => this.#unpacked.destroy(error));
    this.#chunks = this.#unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next line, without its end; undefined after the last. */
  async line(): Promise<string | undefined> {
    const { bytes, ended } = await this.#take(
      (chunk) => chunk.indexOf(NEWLINE) + 1 || -1,
      this.#limits.line,
    );
    if (ended) return bytes.toString('utf8', 0, bytes.length - 1);
    if (bytes.length > 0) throw this.#damaged('it is cut off');
    return undefined;
  }

  /** The next so many bytes. */
  async piece(wanted: number): Promise<Buffer> {
    const most = this.#limits.piece;
    if (wanted > most) throw this.#damaged(`one thing in it is longer than ${inWords(most)}`);
    const { bytes, ended } = await this.#take(
      (chunk, before) => (before + chunk.length < wanted ? -1 : wanted - before),
      most,
    );
    if (!ended) throw this.#damaged('it is cut off');
    return bytes;
  }

  close(): void {
    this.#source.destroy();
    this.#unpacked.destroy();
  }

  /** Takes bytes up to an end that `find` tells; what comes after it is held. */
  async #take(find: (chunk: Buffer, before: number) => number, most: number): Promise<Taken> {
    const parts: Buffer[] = [];
    let length = 0;
    for (
      let chunk: Buffer | undefined = this.#held;
      chunk !== undefined;
      chunk = await this.#more()
    ) {
      const end = find(chunk, length);
      const part = end === -1 ? chunk : chunk.subarray(0, end);
      parts.push(part);
      length += part.length;
      if (length > most) throw this.#damaged(`one thing in it is longer than ${inWords(most)}`);
      if (end !== -1) {
        this.#held = chunk.subarray(end);
        return { bytes: Buffer.concat(parts, length), ended: true };
      }
    }
    this.#held = Buffer.alloc(0);
    return { bytes: Buffer.concat(parts, length), ended: false };
  }

  /** Unpacks more; undefined when there is none. */
  async #more(): Promise<Buffer | undefined> {
    const next = await this.#chunks.next().catch((cause: unknown) => {
      throw this.#damaged('it is cut off, or no blob', cause);
    });
    if (next.done === true) return undefined;
    this.#total += next.value.length;
    if (this.#total > this.#limits.total)
      throw this.#damaged(`it unpacks to more than ${inWords(this.#limits.total)}`);
    return next.value;
  }

  readonly #damaged = (reason: string, cause?: unknown) =>
    blobDamaged(this.#shownAs, reason, cause);
}
