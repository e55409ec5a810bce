import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReporterDefinition } from '../harness/model/reporter.ts';

/**
 * The report for programs. Every run writes results.json in any case; with a path, this reporter
 * writes a copy to it.
 */
export const jsonReporter: ReporterDefinition = {
  name: 'json',
  summary: 'results.json of the run; with a path, a copy of it',
  create: ({ runDirectory, path: wanted }) => ({
    name: 'json',
    async onRunEnd(results) {
      if (wanted === undefined) return [path.join(runDirectory, 'results.json')];
      await mkdir(path.dirname(wanted), { recursive: true });
      await writeFile(wanted, `${JSON.stringify(results, null, 2)}\n`);
      return [wanted];
    },
  }),
};
