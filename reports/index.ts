import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { adviceReporter } from './advice.ts';
import { blobReporter } from './blob.ts';
import { ctrfReporter } from './ctrf.ts';
import { githubReporter } from './github.ts';
import { harReporter } from './har.ts';
import { htmlReporter } from './html.ts';
import { jsonReporter } from './json.ts';
import { junitReporter } from './junit.ts';
import { listReporter } from './list.ts';
import { markdownReporter } from './markdown.ts';

/**
 * All reporters. To add one, write its file and an entry here. `list` must be last, because it
 * names the files that the others have written.
 */
export const reporters: readonly ReporterDefinition[] = [
  jsonReporter,
  junitReporter,
  ctrfReporter,
  htmlReporter,
  markdownReporter,
  githubReporter,
  harReporter,
  adviceReporter,
  blobReporter,
  listReporter,
];
