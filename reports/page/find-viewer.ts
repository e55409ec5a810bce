import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../harness/model/error.ts';

/**
 * Where the built viewer is, relative to the sources (`reports/page/`) and relative to the compiled
 * files (`dist/reports/page/`). The viewer itself stays beside the sources.
 */
const CANDIDATES = [
  '../viewer/dist/index.html',
  '../../../reports/viewer/dist/index.html',
] as const;

/**
 * Reads the built viewer.
 * @param base URL of the module that asks; tests hand in another
 * @throws HarnessError with code `viewer-not-built` when it is nowhere
 */
export async function readViewer(base: string = import.meta.url): Promise<string> {
  const files = CANDIDATES.map((candidate) => fileURLToPath(new URL(candidate, base)));
  let cause: unknown;
  for (const file of files) {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      cause = error;
    }
  }
  throw new HarnessError(
    'viewer-not-built',
    `Could not write the page: its viewer has not been built (looked for ${files.join(' and ')}).`,
    { hint: 'npm run build:viewer', cause },
  );
}
