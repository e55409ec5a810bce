import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BLOB_ENDING } from '../model/blob.ts';
import { HarnessError } from '../model/error.ts';
import { fileOfRun } from '../store/file-of-run.ts';
import { FILES } from '../store/layout.ts';
import { readRun } from '../store/read-run.ts';
import type { Summarise } from '../store/run-store.ts';
import type { Part } from './part.ts';
import { readBlob, type KnownWholes } from './read-blob.ts';

export interface FindOptions {
  readonly cwd: string;
  readonly summarise: Summarise;
  /** Hears what has to be known of a part, such as that it had to be put together again. */
  readonly say: (line: string) => void;
}

const isRun = (path: string): boolean =>
  existsSync(join(path, FILES.results)) || existsSync(join(path, FILES.run));

const notFound = (shownAs: string, reason: string): HarnessError =>
  new HarnessError('blob-not-found', `Could not merge ${shownAs}: ${reason}.`, {
    hint: `Name blobs (--reporter blob), folders of runs (--output), or a folder that holds some.`,
    exitCode: 64,
  });

/** The blobs and runs that a path names: itself, or those in the folder. */
function placesOf(shownAs: string, cwd: string): readonly string[] {
  const path = resolve(cwd, shownAs);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw notFound(shownAs, 'it is not there');
  if (!found.isDirectory() || isRun(path)) return [shownAs];
  const inside = readdirSync(path)
    .sort()
    .filter((name) => name.endsWith(BLOB_ENDING) || isRun(join(path, name)))
    .map((name) => join(shownAs, name));
  if (inside.length === 0)
    throw notFound(shownAs, 'it is no run, and holds neither blobs nor runs');
  return inside;
}

/**
 * Reads the parts that paths name, each once.
 * @throws HarnessError `blob-not-found`, `blob-damaged`, and as `readRun` does (exit 64)
 */
export async function findParts(
  paths: readonly string[],
  { cwd, summarise, say }: FindOptions,
): Promise<readonly Part[]> {
  const places = new Map(
    paths
      .flatMap((shownAs) => placesOf(shownAs, cwd))
      .map((shownAs) => [resolve(cwd, shownAs), shownAs] as const),
  );
  const parts: Part[] = [];
  const wholes: KnownWholes = [];
  for (const [path, shownAs] of places)
    parts.push(
      statSync(path).isDirectory()
        ? ofFolder(path, shownAs, summarise, say)
        : await readBlob(path, shownAs, { wholes }),
    );
  return parts;
}

function ofFolder(
  path: string,
  shownAs: string,
  summarise: Summarise,
  say: (line: string) => void,
): Part {
  const { results, notes } = readRun(path, summarise);
  notes.forEach((note) => say(`${shownAs}: ${note}`));
  return {
    shownAs,
    results,
    async *histories() {
      for (const { target, name, attempt, history } of results.scenarios)
        if (history !== undefined)
          yield { target, name, attempt, source: { file: fileOfRun(path, history) } };
    },
  };
}
