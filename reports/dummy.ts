import type { ReporterDefinition } from '../harness/model/reporter.ts';

/** Says nothing. */
export const dummyReporter: ReporterDefinition = {
  name: 'dummy',
  summary: 'nothing',
  create: () => ({ name: 'dummy' }),
};
