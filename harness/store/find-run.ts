import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { HarnessError } from '../model/error.ts';
import { LATEST } from './latest-link.ts';
import { FILES } from './layout.ts';
import { whyNoLatest } from './no-latest.ts';
import { isRunId } from './run-id.ts';
import type { Summarise } from './run-store.ts';

/** Where runs are looked for. */
export interface RunPlace {
  readonly cwd: string;
  /** The folder in which runs are kept. */
  readonly runs: string;
  readonly summarise: Summarise;
}

/**
 * Finds the folder of a run by its path, its id, or `latest`: the newest run, once it has begun.
 * @throws HarnessError `run-not-found`; `latest-not-begun` with the exit code of the newest run
 */
export async function findRun(run: string, place: RunPlace): Promise<string> {
  const { cwd, runs, summarise } = place;
  const kept = resolve(cwd, runs);
  const found = [resolve(cwd, run), join(kept, run)].find(looksLikeRun);
  if (found !== undefined) return realpathSync(found);
  if (basename(run) === LATEST) {
    const folder = run === LATEST ? kept : dirname(resolve(cwd, run));
    const why = await whyNoLatest(folder, summarise);
    if (why !== undefined) throw why;
  }
  const ids = listRuns(kept);
  throw new HarnessError(
    'run-not-found',
    `Could not find run '${run}': neither a folder with ${FILES.results} nor a run in ${runs}.`,
    {
      hint:
        ids.length === 0
          ? `There are no runs in ${runs} yet.`
          : `Newest runs there: ${ids.slice(-3).reverse().join(', ')}.`,
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
