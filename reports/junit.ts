import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { junitDocument } from './junit/junit-document.ts';

const JUNIT_FILE = 'junit.xml';

/**
 * The report for CI servers. A fail becomes a `failure`. An inconclusive result becomes an `error`:
 * it is no verdict on n8n, and a person must look at it. A known failure becomes `skipped` with its
 * reason as the message, as test runners report an expected failure: the build stays green, the
 * case stays visible, and nobody takes it for a pass.
 */
export const junitReporter: ReporterDefinition = {
  name: 'junit',
  summary: 'junit.xml for CI servers; known failures are skipped cases with their reason',
  file: JUNIT_FILE,
  create: ({ save, shown, runDirectory }) => ({
    name: 'junit',
    onRunEnd: (results) => save(JUNIT_FILE, junitDocument(results, shown(runDirectory))),
  }),
};
