import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CacheLayout } from '../../machine/cache.ts';

const RECORD_FILE = 'installed.json';

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  version: z.string(),
  installedAt: z.iso.datetime(),
  installMs: z.number(),
  nodeRange: z.string().describe("n8n's engines.node"),
  nodeVersion: z.string().describe('version of the Node the boot probe ran with'),
  overrides: z.array(z.object({ package: z.string(), version: z.string(), reason: z.string() })),
  native: z
    .enum(['cache', 'prebuilt', 'compiled', 'none'])
    .describe('where the native part of sqlite3 came from'),
  packages: z.int(),
  sizeBytes: z
    .number()
    .describe('of the version folder; most of it is shared with the store and with other versions'),
});

/**
 * What the harness knows about an n8n that it installed: `versions/<version>/installed.json`. The
 * file exists only when the boot probe succeeded.
 */
export type InstalledRecord = z.infer<typeof recordSchema>;

/**
 * Reads the record in the folder of a version; null when there is none, or when it has another
 * format.
 */
export async function readInstalledRecord(folder: string): Promise<InstalledRecord | null> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(folder, RECORD_FILE), 'utf8')));
  } catch {
    return null;
  }
}

export async function writeInstalledRecord(folder: string, record: InstalledRecord): Promise<void> {
  await writeFile(join(folder, RECORD_FILE), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** Records of every installed version, in no particular order. */
export async function readInstalledRecords(
  cache: CacheLayout,
): Promise<readonly InstalledRecord[]> {
  const names = await readdir(cache.versions).catch(() => []);
  const records = await Promise.all(
    names.map((name) => readInstalledRecord(join(cache.versions, name))),
  );
  return records.filter((record) => record !== null);
}
