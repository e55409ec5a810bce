import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReportContext } from '../../harness/model/reporter.ts';
import type { SampleRun } from './sample-run.ts';

/** A context that records what was printed. */
export interface SampleContext extends ReportContext {
  readonly printed: readonly string[];
}

/** The context of a reporter for a sample run in `runDirectory`. */
export function sampleContext(run: SampleRun, runDirectory: string, path?: string): SampleContext {
  const printed: string[] = [];
  return {
    runDirectory,
    path,
    printed,
    colours: false,
    shown: (file) => file,
    targets: run.results.targets.length,
    outdated: false,
    async save(name, text) {
      const file = path ?? join(runDirectory, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      return [file];
    },
    readHistory: async (result) =>
      result.history === undefined ? undefined : run.histories.get(result.history),
    print: (line) => {
      printed.push(line);
    },
  };
}
