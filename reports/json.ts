import path from 'node:path';
import type { ReporterDefinition } from '../harness/model/reporter.ts';

/** Name of the file that every run writes. */
const RESULTS_FILE = 'results.json';

/**
 * The report for programs. Every run writes results.json in any case; with a path, this reporter
 * writes a copy to it.
 */
export const jsonReporter: ReporterDefinition = {
  name: 'json',
  summary: 'results.json of the run; with a path, a copy of it (`json=-`: on standard output)',
  file: RESULTS_FILE,
  create: ({ runDirectory, path: wanted, save }) => ({
    name: 'json',
    onRunEnd: async (results) =>
      wanted === undefined
        ? [path.join(runDirectory, RESULTS_FILE)]
        : save(RESULTS_FILE, `${JSON.stringify(results, null, 2)}\n`),
  }),
};
