import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files of the self-test that take longest, the longest first. */
const LONGEST = [
  'correct-and-better-clients.test.ts',
  'toy-queue.test.ts',
  'wrong-clients.test.ts',
  'faults.test.ts',
];

/**
 * Starts the longest files first. Vitest goes by the last run, and in a new clone by the size of a
 * file, which says nothing here; then one processor does the longest file alone at the end.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = LONGEST.indexOf(basename(moduleId));
  return at === -1 ? LONGEST.length : at;
}
