import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';
import { suiteResultsSchema, type SuiteResults } from './suite-results.ts';

export interface SuiteRun {
  /** Folder in which the n8n to test is installed. */
  readonly n8n: string;
  readonly topology: string;
  readonly scenarios: readonly string[];
  /** Folder for the run; emptied first. */
  readonly output: string;
  readonly signal: AbortSignal;
}

/** Runs scenarios and resolves to their results. */
export type RunSuite = (run: SuiteRun) => Promise<SuiteResults>;

const MAIN = join(import.meta.dirname, '../../../main.ts');

/**
 * Runs the suite as a user would, in a process of its own, with the baseline of the n8n's version.
 * @throws HarnessError `sabotage-run-failed` when it left no results
 */
export const runSuiteOnCopy: RunSuite = async ({ n8n, topology, scenarios, output, signal }) => {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const target = ['--n8n', `path:${n8n}`, '--topology', topology];
  const reports = ['--seed', '1', '--reporter', 'no-html', '--output', join(output, 'run')];
  const { exitCode, stdout, stderr } = await runCommand({
    file: process.execPath,
    args: [MAIN, 'run', ...target, ...reports, ...scenarios],
    cwd: output,
    env: { ...process.env, CI: 'true' },
    signal,
  });
  await writeFile(join(output, 'output.txt'), `${stdout}\n${stderr}\nexit code ${exitCode}\n`);
  try {
    return suiteResultsSchema.parse(
      JSON.parse(await readFile(join(output, 'run', 'results.json'), 'utf8')),
    );
  } catch (cause) {
    throw new HarnessError(
      'sabotage-run-failed',
      `Could not run the suite: it left no results and ended with ${exitCode}.`,
      { cause, hint: `See ${join(output, 'output.txt')}` },
    );
  }
};
