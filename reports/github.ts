import { appendFile, stat } from 'node:fs/promises';
import type { ReportContext, ReporterDefinition } from '../harness/model/reporter.ts';
import type { Results } from '../harness/model/results.ts';
import { annotationsOf } from './github/annotations.ts';
import { workflowCommand } from './github/workflow-command.ts';
import { markdownDocument } from './markdown/markdown-document.ts';

/** GitHub takes no more of a step's summary, in bytes. */
const LONGEST_SUMMARY = 1024 * 1024;

const OUTSIDE =
  'github: this is not GitHub Actions (GITHUB_ACTIONS is not true), so nothing is annotated; github=- prints the commands all the same, github=FILE writes them.';

/**
 * The report within GitHub Actions: annotations at the scenarios' own lines, on the output of the
 * job, and the summary of the job.
 */
export const githubReporter: ReporterDefinition = {
  name: 'github',
  summary: 'annotations at the lines of scenarios and the summary of the job, in GitHub Actions',
  create: (context) => ({
    name: 'github',
    async onRunEnd(results) {
      const { env, path, print, command, save } = context;
      const within = env['GITHUB_ACTIONS'] === 'true';
      const commands = annotationsOf(results, context).map(workflowCommand).join('');
      const written = path === undefined ? [] : await save('annotations.txt', commands);
      if (path === undefined && within) command(commands);
      if (path === undefined && !within) print(OUTSIDE);
      return [...written, ...(await summarise(results, env))];
    },
  }),
};

/** Appends to the summary of the job what there is room for; the file belongs to the step. */
async function summarise(results: Results, env: ReportContext['env']): Promise<readonly string[]> {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return [];
  const used = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  const room = LONGEST_SUMMARY - used - 1;
  const text = markdownDocument(results, room, (part) => Buffer.byteLength(part));
  await appendFile(file, `${used === 0 ? '' : '\n'}${text}`);
  return [file];
}
