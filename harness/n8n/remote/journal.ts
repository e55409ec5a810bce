import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeJsonAtomic } from '../../machine/atomic-write.ts';
import { leasesFolder } from '../../machine/lease-file.ts';
import { ownerShape, thisOwner } from '../../machine/owner-status.ts';
import { readRecords } from '../../machine/records.ts';
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
  ...ownerShape,
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
  const journal: Journal = { schemaVersion: 1, id, url, ...(await thisOwner('a journal')) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeJsonAtomic(journalPath(folder, id), journal);
}

/** Notes that nothing is left under a mark. */
export function dropJournal({ id }: Mark, folder: string = journalsFolder()): void {
  rmSync(journalPath(folder, id), { force: true });
}

/** Every journal in the folder; files that are none are passed over. */
export function readJournals(folder: string = journalsFolder()): readonly Journal[] {
  return readRecords(folder, journalSchema).records;
}

const journalPath = (folder: string, id: string): string => join(folder, `${id}.json`);
