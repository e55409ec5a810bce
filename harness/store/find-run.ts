import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../model/error.ts';
import { FILES } from './layout.ts';
import { isRunId } from './run-id.ts';

/**
 * Finds the folder of a run by its path, its id, or `latest`.
 * @param runs folder in which runs are kept
 * @throws HarnessError `run-not-found`
 */
export function findRun(
  run: string,
  { cwd, runs }: { readonly cwd: string; readonly runs: string },
): string {
  const found = [resolve(cwd, run), join(resolve(cwd, runs), run)].find(looksLikeRun);
  if (found !== undefined) return realpathSync(found);
  const kept = listRuns(resolve(cwd, runs));
  throw new HarnessError(
    'run-not-found',
    `Could not find run '${run}': neither a folder with ${FILES.results} nor a run in ${runs}.`,
    {
      hint:
        kept.length === 0
          ? `There are no runs in ${runs} yet.`
          : `Newest runs there: ${kept.slice(-3).reverse().join(', ')}.`,
      exitCode: 64,
    },
  );
}

/** Ids of the runs in a folder, oldest first. */
export function listRuns(runs: string): readonly string[] {
  return existsSync(runs)
    ? readdirSync(runs)
        .filter((name) => isRunId(name) && looksLikeRun(join(runs, name)))
        .sort()
    : [];
}

function looksLikeRun(path: string): boolean {
  return (
    existsSync(path) &&
    statSync(path).isDirectory() &&
    (existsSync(join(path, FILES.results)) || existsSync(join(path, FILES.run)))
  );
}
