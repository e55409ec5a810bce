import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { ctrfDocument } from './ctrf/ctrf-document.ts';

const CTRF_FILE = 'ctrf.json';

/** The report in the Common Test Report Format, which dashboards and CI actions of others read. */
export const ctrfReporter: ReporterDefinition = {
  name: 'ctrf',
  summary: 'Common Test Report Format (ctrf.io), with flaky rates of a run with --repeat',
  file: CTRF_FILE,
  create: ({ save }) => ({
    name: 'ctrf',
    onRunEnd: (results) => save(CTRF_FILE, `${JSON.stringify(ctrfDocument(results), null, 2)}\n`),
  }),
};
