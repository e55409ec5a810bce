import type { ReporterDefinition } from '../harness/model/reporter.ts';

/**
 * All reporters. A new one is a file and a line here. `list` comes last because it names the files
 * the others wrote.
 */
export const reporters: readonly ReporterDefinition[] = [
  (await import('./json.ts')).jsonReporter,
  (await import('./junit.ts')).junitReporter,
  (await import('./html.ts')).htmlReporter,
  (await import('./list.ts')).listReporter,
];
