import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stored } from '../machine/storage-error.ts';
import { HarnessError } from '../model/error.ts';
import type { Results } from '../model/results.ts';
import { FILES } from './layout.ts';
import { readRun } from './read-run.ts';
import type { Summarise } from './run-store.ts';

/** So deep may a run lie below a folder that is given: what CI services unpack has a few levels. */
const DEPTH = 5;

export interface CollectedRuns {
  readonly runs: readonly Results[];
  /** What was found and could not be read, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads every run in some folders and below them; a run that is found twice counts once.
 * @throws HarnessError `run-not-found` when a folder does not exist; `storage-failed` when one
 * cannot be read
 */
export function collectRuns(
  folders: readonly string[],
  { cwd, summarise }: { readonly cwd: string; readonly summarise: Summarise },
): CollectedRuns {
  const found = new Set(
    folders.flatMap((folder) => {
      const path = resolve(cwd, folder);
      const there = existsSync(path);
      if (there && statSync(path).isDirectory()) return runsBelow(realpathSync(path), DEPTH);
      throw new HarnessError(
        'run-not-found',
        `Could not read runs: ${there ? `${folder} is no folder` : `there is no folder ${folder}`}.`,
        {
          hint: 'Give the folder of a run, or one that holds runs: reports/runs, or what CI stored.',
          exitCode: 64,
        },
      );
    }),
  );
  const runs = new Map<string, Results>();
  const notes: string[] = [];
  for (const directory of found)
    try {
      const { results } = readRun(directory, summarise);
      if (!runs.has(results.run.id)) runs.set(results.run.id, results);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      notes.push(`Left out: ${error.message}`);
    }
  return { runs: [...runs.values()], notes };
}

function runsBelow(folder: string, depth: number): readonly string[] {
  if (existsSync(join(folder, FILES.results))) return [folder];
  if (depth === 0) return [];
  return stored('read', folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .flatMap(({ name }) => runsBelow(join(folder, name), depth - 1));
}
