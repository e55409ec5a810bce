import { statSync } from 'node:fs';
import { z } from 'zod';
import {
  BLOB_VERSION,
  blobEndSchema,
  blobHeadSchema,
  blobHistorySchema,
  type BlobHead,
} from '../model/blob.ts';
import { plannedRunSchema, type PlannedRun, type Results } from '../model/results.ts';
import { blobDamaged } from './blob-damaged.ts';
import { BlobStream, type BlobLimits } from './blob-stream.ts';
import type { BlobFile, Part, PartKey } from './part.ts';

/** What one part after the other told to be the whole; most tell the same, byte by byte. */
export type KnownWholes = { readonly bytes: Buffer; readonly whole: PlannedRun[] }[];

export interface ReadBlobOptions {
  readonly wholes?: KnownWholes;
  readonly limits?: BlobLimits;
}

const afterHeadSchema = z.union([blobHistorySchema, blobEndSchema]);
const wholeSchema = z.array(plannedRunSchema);
const anyVersionSchema = z.object({ oauthChaosBlob: z.int() });

function parsed<T>(text: string, schema: z.ZodType<T>, shownAs: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw blobDamaged(shownAs, 'it holds what no blob holds', cause);
  }
}

/** The head of a blob. What another version wrote may be of any form but for its number. */
function headOf(line: string, shownAs: string): BlobHead {
  const value = parsed(line, z.unknown(), shownAs);
  const version = anyVersionSchema.safeParse(value).data?.oauthChaosBlob;
  if (version !== undefined && version !== BLOB_VERSION)
    throw blobDamaged(
      shownAs,
      `it is a blob of form ${version}, and this version of oauth-chaos reads form ${BLOB_VERSION}`,
    );
  const head = blobHeadSchema.safeParse(value);
  if (!head.success)
    throw blobDamaged(
      shownAs,
      version === undefined ? 'it is no blob' : 'it holds what no blob holds',
      head.error,
    );
  return head.data;
}

async function wholeOf(
  stream: BlobStream,
  length: number,
  { shownAs, wholes }: { readonly shownAs: string; readonly wholes: KnownWholes },
): Promise<PlannedRun[]> {
  const bytes = await stream.piece(length);
  const known = wholes.find((one) => one.bytes.equals(bytes));
  if (known !== undefined) return known.whole;
  const whole = parsed(bytes.toString(), wholeSchema, shownAs);
  wholes.push({ bytes, whole });
  return whole;
}

/**
 * Reads the results of a blob; its histories are read when they are asked for. A blob comes from
 * elsewhere: whatever it holds, no more is unpacked than the limits allow.
 * @throws HarnessError `blob-damaged` (exit 64)
 */
export async function readBlob(
  path: string,
  shownAs: string,
  { wholes = [], limits }: ReadBlobOptions = {},
): Promise<Part> {
  if (!statSync(path).isFile()) throw blobDamaged(shownAs, 'it is no file');
  const blob = { path, shownAs, ...(limits === undefined ? {} : { limits }) };
  const stream = new BlobStream(path, shownAs, limits);
  try {
    const line = await stream.line();
    if (line === undefined) throw blobDamaged(shownAs, 'it is empty');
    const { results, wholeBytes } = headOf(line, shownAs);
    if (wholeBytes !== undefined && results.shard !== undefined)
      results.shard.whole = await wholeOf(stream, wholeBytes, { shownAs, wholes });
    return {
      shownAs,
      results,
      blob,
      histories: () => historiesOf(blob, named(results)),
    };
  } finally {
    stream.close();
  }
}

/**
 * The histories of a blob that its results name, each once.
 * @param wanted names of scenarios that have one, by {@link keyOf}; more or fewer are an error
 * @throws HarnessError `blob-damaged` (exit 64)
 */
export async function* historiesOf(
  { path, shownAs, limits }: BlobFile,
  wanted: ReadonlyMap<string, string>,
): AsyncGenerator<PartKey & { readonly source: { readonly bytes: Uint8Array } }> {
  const stream = new BlobStream(path, shownAs, limits);
  const missing = new Map(wanted);
  try {
    const { wholeBytes } = JSON.parse((await stream.line()) ?? '{}') as { wholeBytes?: number };
    if (wholeBytes !== undefined) await stream.piece(wholeBytes);
    for (;;) {
      const line = await stream.line();
      if (line === undefined) throw blobDamaged(shownAs, 'it is cut off');
      const next = parsed(line, afterHeadSchema, shownAs);
      if ('histories' in next) break;
      const { bytes, ...key } = next;
      if (!missing.delete(keyOf(key)))
        throw blobDamaged(
          shownAs,
          wanted.has(keyOf(key))
            ? `it has two histories of ${key.name}`
            : `it has a history of ${key.name}, which its results do not name`,
        );
      yield { ...key, source: { bytes: await stream.piece(bytes) } };
    }
    const [first] = missing.values();
    if (first !== undefined)
      throw blobDamaged(
        shownAs,
        `${missing.size} of ${wanted.size} histories are missing, that of ${first} for one`,
      );
    if ((await stream.line()) !== undefined)
      throw blobDamaged(shownAs, 'something follows its end');
  } finally {
    stream.close();
  }
}

export const keyOf = ({ target, name, attempt }: PartKey): string =>
  JSON.stringify([target, name, attempt]);

/** The scenarios that have a history, by their keys. */
const named = ({ scenarios }: Results): Map<string, string> =>
  new Map(
    scenarios
      .filter(({ history }) => history !== undefined)
      .map((result) => [keyOf(result), result.name]),
  );
