import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CoverageData } from './coverage.ts';

const NOTHING: CoverageData = { sections: [], verbs: {}, neverMet: [] };

/**
 * Loads what a folder of scenarios says it must cover, from its `coverage/index.ts`; nothing where
 * it has none.
 */
export async function loadCoverage(folder: string): Promise<CoverageData> {
  const file = ['index.ts', 'index.js']
    .map((name) => join(folder, 'coverage', name))
    .find((path) => existsSync(path));
  if (file === undefined) return NOTHING;
  const { default: held } = (await import(pathToFileURL(file).href)) as { default: CoverageData };
  return held;
}
