import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReportContext } from '../../harness/model/reporter.ts';
import type { SampleRun } from './sample-run.ts';

/** A context that records what was printed. */
export interface SampleContext extends ReportContext {
  readonly printed: readonly string[];
  /** What the CI server was to act on. */
  readonly commands: readonly string[];
}

/** The context of a reporter for a sample run in `runDirectory`. */
export function sampleContext(
  run: SampleRun,
  runDirectory: string,
  path?: string,
  env: ReportContext['env'] = {},
): SampleContext {
  const printed: string[] = [];
  const commands: string[] = [];
  return {
    runDirectory,
    path,
    cwd: '/work',
    env,
    printed,
    commands,
    colours: false,
    shown: (file) => file,
    targets: run.results.targets.length,
    outdated: false,
    async save(name, content) {
      const file = path ?? join(runDirectory, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return [file];
    },
    readHistory: async (result) =>
      result.history === undefined ? undefined : run.histories.get(result.history),
    readHistoryText: async (result) =>
      run.histories
        .get(result.history ?? '')
        ?.map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    readScreenshot: async (file) => run.screenshots?.get(file),
    readSymptoms: async () => run.symptoms,
    print: (line) => {
      printed.push(line);
    },
    command: (lines) => {
      commands.push(lines);
    },
  };
}
