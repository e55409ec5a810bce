import type { ReporterDefinition } from '../harness/model/reporter.ts';
import { markdownDocument } from './markdown/markdown-document.ts';

const MARKDOWN_FILE = 'report.md';

/** The report as a comment on a pull request, never longer than GitHub takes one. */
export const markdownReporter: ReporterDefinition = {
  name: 'markdown',
  summary: 'a comment: what did not pass, what an operator must do, and how to run it again',
  file: MARKDOWN_FILE,
  create: ({ save }) => ({
    name: 'markdown',
    onRunEnd: (results) => save(MARKDOWN_FILE, markdownDocument(results)),
  }),
};
