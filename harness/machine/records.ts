import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

/**
 * Reads every record `<id>.json` of a folder. `unreadable` names the files that are not valid
 * records.
 */
export function readRecords<T>(
  folder: string,
  schema: z.ZodType<T>,
): { readonly records: readonly T[]; readonly unreadable: readonly string[] } {
  const records: T[] = [];
  const unreadable: string[] = [];
  for (const name of namesIn(folder)) {
    try {
      records.push(schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
    } catch (error) {
      if (!isMissing(error)) unreadable.push(name);
    }
  }
  return { records, unreadable };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
