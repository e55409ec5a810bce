import { findRun, type RunPlace } from './find-run.ts';
import { readRun, type StoredRun } from './read-run.ts';
import { runOwner } from './run-owner.ts';

/** A stored run, and whether it is still being written. */
export interface OpenedRun extends StoredRun {
  /** True while the process that writes the run is alive on this machine. */
  readonly goesOn: boolean;
}

/**
 * Finds a run by its path, its id, or `latest`, and reads it. The notes say so when the run is not
 * over.
 * @throws HarnessError as `findRun` and `readRun` do
 */
export async function openRun(name: string, place: RunPlace): Promise<OpenedRun> {
  const run = readRun(await findRun(name, place), place.summarise);
  const owner =
    run.results.run.finishedAt === undefined ? await runOwner(run.directory) : undefined;
  const notes = {
    alive: ['The run is still going on; this is what it has recorded so far.'],
    elsewhere: ['The run was started on another machine, where it may still be going on.'],
    dead: [],
  };
  return {
    ...run,
    goesOn: owner === 'alive',
    notes: [...(owner === undefined ? [] : notes[owner]), ...run.notes],
  };
}
