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
 * `<cache>/remote/<id>.json`: the instance on which a run works, and the mark of everything that it
 * creates there. The file is written before the first thing is created, and removed when the last
 * one has been removed. It contains no secret.
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

/** The default folder for journals, beside the leases. */
const journalsFolder = (): string => join(dirname(leasesFolder()), 'remote');

/** Records that things with a mark are about to be created on an instance. */
export async function openJournal(
  { id }: Mark,
  { url }: RemoteAddress,
  folder: string = journalsFolder(),
): Promise<void> {
  const journal: Journal = { schemaVersion: 1, id, url, ...(await thisOwner('a journal')) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeJsonAtomic(journalPath(folder, id), journal);
}

/** Removes the journal: nothing with this mark is left. */
export function dropJournal({ id }: Mark, folder: string = journalsFolder()): void {
  rmSync(journalPath(folder, id), { force: true });
}

/** Reads every journal in the folder. Other files are ignored. */
export function readJournals(folder: string = journalsFolder()): readonly Journal[] {
  return readRecords(folder, journalSchema).records;
}

const journalPath = (folder: string, id: string): string => join(folder, `${id}.json`);
