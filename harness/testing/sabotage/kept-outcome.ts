import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';
import type { Edit } from './edit.ts';

export const outcomeSchema = z.object({
  key: z.string(),
  edit: z.string(),
  harm: z.string(),
  topology: z.string(),
  verdict: z.enum(['caught', 'noticed', 'missed', 'not run', 'does not apply']),
  evidence: z.array(z.string()),
  scenarios: z.int().describe('how many were to run'),
  minutes: z.number(),
});

/** What came of one edit, as it is kept on disk. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** Changes when the edit or the scenarios do: what is kept of another one counts for nothing. */
export function outcomeKey(
  { file, search, replace, topology }: Edit,
  scenarios: readonly string[],
): string {
  const text = JSON.stringify([file, search, replace, topology, scenarios]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The outcome of an earlier run of the same edit and scenarios; undefined when there is none. */
export function readKept(path: string, key: string): Outcome | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const read = outcomeSchema.safeParse(parseJson(text));
  return read.success && read.data.key === key && read.data.verdict !== 'not run'
    ? read.data
    : undefined;
}
