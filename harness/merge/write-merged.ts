import { constants, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import { writeJsonAtomic } from '../machine/atomic-write.ts';
import { stored } from '../machine/storage-error.ts';
import type { Results } from '../model/results.ts';
import { FILES, scenarioFolder, targetFolder } from '../store/layout.ts';
import type { Summarise } from '../store/run-store.ts';
import { mergeResults } from './merge-results.ts';
import type { HistorySource, Part, PartKey } from './part.ts';

/** Where the history of a result lies in the folder of a run. */
const historyOf = ({ target, name, attempt }: PartKey): string =>
  join(targetFolder(target), scenarioFolder(name, attempt), FILES.history);

/** Nothing is written over: a file that is there is an error. */
function writeHistory(path: string, source: HistorySource): void {
  stored('create', dirname(path), () => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
  stored('write', path, () => {
    if ('bytes' in source) writeFileSync(path, source.bytes, { flag: 'wx', mode: 0o600 });
    else copyFileSync(source.file, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  });
}

/** So many parts are read at a time. */
const AT_ONCE = 2;

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
  const failures: unknown[] = [];
  const copy = async (part: Part): Promise<void> => {
    for await (const { source, ...key } of part.histories()) {
      if (failures.length > 0) return;
      const history = historyOf({ ...key, attempt: attemptOf(part, key) });
      writeHistory(join(directory, history), source);
    }
  };
  // While one is unpacked, which another thread does, what the other holds is written.
  await pMap(parts, (part) => copy(part).catch((error: unknown) => failures.push(error)), {
    concurrency: AT_ONCE,
  });
  if (failures.length > 0) {
    // It was empty: half a run would only be in the way of the next attempt.
    rmSync(directory, { recursive: true, force: true });
    throw failures[0];
  }
  writeJsonAtomic(join(directory, FILES.run), {
    ...results.run,
    plan: { targets: results.targets, runs: results.planned ?? [] },
  });
  writeJsonAtomic(join(directory, FILES.results), results);
  return results;
}
