import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { summarise } from '../../harness/check/totals.ts';
import { planScenario } from '../../harness/plan/plan-scenario.ts';
import { referenceTarget } from '../../harness/reference-clients/reference-target.ts';
import { createRunStore } from '../../harness/store/run-store.ts';
import { runSuite } from '../../harness/suite/run-suite.ts';
import { hurried } from '../../harness/testing/hurried.ts';
import { scenarioNamed } from '../../harness/testing/judge-scenario.ts';
import { vocabulary } from '../../harness/testing/vocabulary.ts';
import { wrongClients } from '../../harness/testing/wrong-clients/index.ts';

const SCENARIOS = [
  'rotation/concurrent-refresh',
  'reply/error-with-status-200',
  'control/no-fault',
];

/** The files of a folder by their paths within it. */
export type FolderFiles = ReadonlyMap<string, string>;

/**
 * Runs a few scenarios on a client that is right and on one that is wrong, in this process.
 * @returns the files of the run's folder; one of its scenarios was skipped, one was cut off
 */
export async function runIntoFolder(directory: string): Promise<FolderFiles> {
  const store = createRunStore({
    directory,
    id: '20261123-165412-ab3f',
    seed: 1,
    harness: '0',
    summarise,
  });
  const scenarios = await Promise.all(
    SCENARIOS.map(async (name) =>
      planScenario(hurried(await scenarioNamed(name), 20), { seed: 1, catalog: vocabulary }),
    ),
  );
  await runSuite({
    store,
    parts: [
      {
        scenarios,
        targets: [
          referenceTarget(),
          referenceTarget('storm', wrongClients['no-single-flight'].create),
        ],
        baselineFor: () => undefined,
        parallel: 3,
        repeat: 1,
      },
    ],
    bail: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const cut = store.openHistory({ target: 'reference-correct', name: 'guide/cut', attempt: 2 });
  cut.append({ n: 1, at: 0, type: 'phase', phase: 'steady' });
  cut.close();
  return filesBelow(directory);
}

/** The files of a folder. */
export function filesBelow(directory: string): FolderFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(directory.length + 1), readFileSync(path, 'utf8'));
    }
  return files;
}

/** Writes a folder of such files. */
export function writeFolder(directory: string, files: FolderFiles): void {
  for (const [name, text] of files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}
