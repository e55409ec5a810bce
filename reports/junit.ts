import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { junitDocument } from './junit/junit-document.ts';

/**
 * For CI servers. A failure is a `failure`, an inconclusive run an `error` (it needs a person, and
 * is no verdict on n8n). A known failure is `skipped` with its reason as message, as test runners
 * write an expected failure: the build stays green, the case stays visible, and nobody reads it as
 * a pass.
 */
export const junitReporter: ReporterDefinition = {
  name: 'junit',
  summary: 'junit.xml for CI servers; known failures are skipped cases with their reason',
  create: ({ runDirectory, path: wanted }) => ({
    name: 'junit',
    async onRunEnd(results) {
      const file = wanted ?? path.join(runDirectory, 'junit.xml');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, junitDocument(results));
      return [file];
    },
  }),
};
