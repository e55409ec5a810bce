import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import { identifyProcess } from '../../machine/process-identity.ts';
import { writeJsonAtomic } from '../../machine/atomic-write.ts';
import { leaseSchema, leasesFolder, thisMachine } from '../../machine/lease-file.ts';
import { ownerFate } from '../../machine/owner-fate.ts';
import { ID_FORM, type Mark } from './mark.ts';
import type { RemoteAddress } from './remote-address.ts';

/**
 * `<cache>/remote/<id>.json`: on which instance a run works, and under which mark everything it
 * makes there stands. It is on disk before the first thing is made and goes when the last one is
 * gone. No secret is in it.
 */
const journalSchema = z.object({
  schemaVersion: z.literal(1),
  /** Id of the mark. */
  id: z.string().regex(ID_FORM),
  /** Address of the instance. */
  url: z.string(),
  machine: leaseSchema.shape.machine,
  /** The harness; while it runs nobody else touches what it made. */
  owner: leaseSchema.shape.owner,
});
export type Journal = z.infer<typeof journalSchema>;

/** Where journals lie unless told otherwise: beside the leases. */
const journalsFolder = (): string => join(dirname(leasesFolder()), 'remote');

/** Notes that things under a mark are about to be made on an instance. */
export async function openJournal(
  { id }: Mark,
  { url }: RemoteAddress,
  folder: string = journalsFolder(),
): Promise<void> {
  const owner = await identifyProcess(process.pid);
  if (owner === null)
    throw new HarnessError(
      'lease-failed',
      `Could not open a journal: the system does not say when process ${process.pid} started.`,
    );
  const journal: Journal = { schemaVersion: 1, id, url, machine: await thisMachine(), owner };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeJsonAtomic(journalPath(folder, id), journal);
}

/** Notes that nothing is left under a mark. */
export function dropJournal({ id }: Mark, folder: string = journalsFolder()): void {
  rmSync(journalPath(folder, id), { force: true });
}

/** Every journal in the folder; files that are none are passed over. */
export function readJournals(folder: string = journalsFolder()): readonly Journal[] {
  return namesIn(folder).flatMap((name) => {
    try {
      return [journalSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))];
    } catch {
      return [];
    }
  });
}

/** What became of the harness that wrote a journal; `unknown` from another machine or container. */
export async function fateOf(journal: Journal): Promise<'running' | 'gone' | 'unknown'> {
  const fate = await ownerFate(journal, await thisMachine());
  return fate === 'rebooted' ? 'gone' : fate;
}

const journalPath = (folder: string, id: string): string => join(folder, `${id}.json`);

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
