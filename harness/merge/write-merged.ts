import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileWhole, writeJsonAtomic } from '../machine/atomic-write.ts';
import { stored } from '../machine/storage-error.ts';
import type { Results } from '../model/results.ts';
import { FILES, scenarioFolder, targetFolder } from '../store/layout.ts';
import type { Summarise } from '../store/run-store.ts';
import { copyInThreads, type BlobCopy } from './copy-in-threads.ts';
import { mergeResults, type AttemptOf } from './merge-results.ts';
import type { Part, PartKey } from './part.ts';
import { keyOf } from './read-blob.ts';
import { resultsText } from './results-text.ts';
import { writeHistory } from './write-history.ts';

/** Where the history of a result lies in the folder of a run. */
const historyOf = ({ target, name, attempt }: PartKey): string =>
  join(targetFolder(target), scenarioFolder(name, attempt), FILES.history);

export interface MergeInto {
  /** Folder of the run that they become; empty, or not there. */
  readonly directory: string;
  readonly id: string;
  readonly summarise: Summarise;
}

/**
 * Writes parts as one run: its results, and the history of each. The parts stay as they are.
 * @param parts as `checkParts` has accepted them
 * @throws HarnessError `storage-failed`, `blob-damaged`
 */
export async function writeMerged(
  parts: readonly [Part, ...(readonly Part[])],
  { directory, id, summarise }: MergeInto,
): Promise<Results> {
  const { merged, attemptOf } = mergeResults(parts, id, historyOf);
  const results: Results = { ...merged, ...summarise(merged) };
  stored('create', directory, () => mkdirSync(directory, { recursive: true, mode: 0o700 }));
  const copied = copyHistories(parts, directory, attemptOf);
  try {
    // While threads unpack.
    const text = resultsText(results);
    await copied;
    writeJsonAtomic(join(directory, FILES.run), {
      ...results.run,
      plan: { targets: results.targets, runs: results.planned ?? [] },
    });
    writeFileWhole(join(directory, FILES.results), text);
  } catch (error) {
    await copied.catch(() => undefined);
    // It was empty: half a run would only be in the way of the next attempt.
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
  return results;
}

async function copyHistories(
  parts: readonly Part[],
  directory: string,
  attemptOf: AttemptOf,
): Promise<void> {
  const placeOf = (part: Part, key: PartKey): string =>
    historyOf({ ...key, attempt: attemptOf(part, key) });
  const blobs = parts.flatMap((part): BlobCopy[] => {
    const { blob, results } = part;
    if (blob === undefined) return [];
    const told = results.scenarios.filter(({ history }) => history !== undefined);
    const histories = told.map(
      (one) => [keyOf(one), { name: one.name, file: placeOf(part, one) }] as const,
    );
    return [{ blob, histories: new Map(histories) }];
  });
  const copyFolders = async (): Promise<void> => {
    for (const part of parts.filter(({ blob }) => blob === undefined))
      for await (const { source, ...key } of part.histories())
        writeHistory(join(directory, placeOf(part, key)), source);
  };
  // Nobody writes any more when the first of them is told that the other has failed.
  for (const one of await Promise.allSettled([copyInThreads(directory, blobs), copyFolders()]))
    if (one.status === 'rejected') throw one.reason;
}
