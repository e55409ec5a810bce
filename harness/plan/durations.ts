import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HarnessError } from '../model/error.ts';

/** Seconds that scenarios took in recorded runs, by their names. */
export type Durations = Readonly<Record<string, number>>;

const FILE = 'durations.json';
const schema = z.record(z.string(), z.number().nonnegative());

/**
 * The recorded durations of a folder of scenarios; empty where nothing was recorded. They only
 * balance shards: no verdict depends on them.
 * @throws HarnessError `durations-invalid`
 */
export function loadDurations(folder: string): Durations {
  const path = join(folder, FILE);
  if (!existsSync(path)) return {};
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new HarnessError(
      'durations-invalid',
      `Could not load ${FILE}: it maps no names to seconds.`,
      {
        hint: 'Write it again: npm run durations',
        cause,
      },
    );
  }
}
