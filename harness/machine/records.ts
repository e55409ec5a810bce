import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

/** Every record `<id>.json` of a folder; files that are none are named in `unreadable`. */
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
