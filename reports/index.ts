import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { htmlReporter } from './html.ts';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { listReporter } from './list.ts';

/**
 * All reporters. A new one is a file and an entry here. `list` comes last because it names the files
 * the others wrote.
 */
export const reporters: readonly ReporterDefinition[] = [
  jsonReporter,
  junitReporter,
  htmlReporter,
  listReporter,
];
