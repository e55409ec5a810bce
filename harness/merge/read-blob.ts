import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { blobHeadSchema, blobHistorySchema } from '../model/blob.ts';
import { HarnessError } from '../model/error.ts';
import type { Part } from './part.ts';

const damaged = (shownAs: string, reason: string, cause?: unknown): HarnessError =>
  new HarnessError('blob-damaged', `Could not read blob ${shownAs}: ${reason}.`, {
    hint: 'Take a complete copy of it, or name the folder of the run.',
    cause,
    exitCode: 64,
  });

/** So much is unpacked at a time, in bytes. */
const PIECE = 256 * 1024;

/** The lines of a blob, one at a time: all of them may not fit into memory. */
async function* linesOf(path: string, shownAs: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const text = source.pipe(createGunzip({ chunkSize: PIECE })).setEncoding('utf8');
  source.on('error', (error) => text.destroy(error));
  // A line is a whole history: it is put together once, not at each piece of it.
  let begun: string[] = [];
  try {
    for await (const piece of text) {
      const [first = '', ...others] = String(piece).split('\n');
      begun.push(first);
      for (const next of others) {
        yield begun.join('');
        begun = [next];
      }
    }
  } catch (cause) {
    throw damaged(shownAs, 'it is cut off, or no blob', cause);
  } finally {
    source.destroy();
  }
}

function parsed<T>(line: string, schema: z.ZodType<T>, shownAs: string): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw damaged(shownAs, 'it holds what no blob of this version holds', cause);
  }
}

/**
 * Reads the results of a blob; its histories are read when they are asked for.
 * @throws HarnessError `blob-damaged` (exit 64)
 */
export async function readBlob(path: string, shownAs: string): Promise<Part> {
  if (!statSync(path).isFile()) throw damaged(shownAs, 'it is no file');
  for await (const line of linesOf(path, shownAs)) {
    const { results } = parsed(line, blobHeadSchema, shownAs);
    return {
      shownAs,
      results,
      async *histories() {
        let first = true;
        for await (const next of linesOf(path, shownAs)) {
          if (!first) {
            const { history, ...key } = parsed(next, blobHistorySchema, shownAs);
            yield { ...key, source: { text: history } };
          }
          first = false;
        }
      },
    };
  }
  throw damaged(shownAs, 'it is empty');
}
