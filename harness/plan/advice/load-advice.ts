import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { claimSchema, type Advice } from '../../model/advice.ts';

const MODULE = /^[\w-]+\.m?[jt]s$/;
const TEST = /\.test\.m?ts$/;

const fileSchema = z.strictObject({ about: z.string(), claims: z.array(claimSchema).min(1) });

/** What is wrong comes before what else guides say, and what is to be seen to before the end. */
const ORDER: readonly Advice['kind'][] = ['cause', 'symptom', 'fix', 'answer', 'checklist'];

const placeOf = (claims: readonly Pick<Advice, 'kind'>[]): number =>
  Math.min(...claims.map(({ kind }) => ORDER.indexOf(kind)));

/**
 * Loads what guides say from the files in `advice/` of a folder of scenarios: causes first, then in
 * the order of the files' names; nothing where it has none.
 */
export async function loadAdvice(folder: string): Promise<readonly Advice[]> {
  const place = join(folder, 'advice');
  if (!existsSync(place)) return [];
  const files = (await readdir(place)).filter((name) => MODULE.test(name) && !TEST.test(name));
  const held = await Promise.all(
    files.sort().map(async (file) => {
      const { default: data } = (await import(pathToFileURL(join(place, file)).href)) as {
        readonly default: unknown;
      };
      const { about, claims } = fileSchema.parse(data);
      return claims.map((claim) => ({ about, ...claim }));
    }),
  );
  return held.sort((one, other) => placeOf(one) - placeOf(other)).flat();
}
