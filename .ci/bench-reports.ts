import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaNode } from 'execa';
import type { ReportContext } from '../harness/model/reporter.ts';
import { resultsSchema, type Results, type ScenarioResult } from '../harness/model/results.ts';
import { blobReporter } from '../reports/blob.ts';

const cli = join(import.meta.dirname, '..', 'main.ts');
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

/**
 * What is merged: as many jobs as a large matrix has, which share nearly all scenarios there are,
 * or have as many each.
 */
const BLOBS = 50;
const SCENARIOS_EACH = [10, 500];

/** So long a merge may take on a machine that does nothing else, in milliseconds. */
const MERGE_LIMIT_MS = 5_000;

/** Runs a command line to its end, whatever it ends with, and says how long that took. */
async function timed(args: readonly string[]): Promise<{ ms: number; code: number }> {
  const startedAt = performance.now();
  const { exitCode = 1 } = await execaNode(cli, args, { reject: false, stdio: 'ignore' });
  return { ms: performance.now() - startedAt, code: exitCode };
}

/** A stored run, and the text of each of its histories. */
interface Stored {
  readonly results: Results;
  readonly historyOf: (result: ScenarioResult) => string | undefined;
}

function stored(run: string): Stored {
  const results = resultsSchema.parse(JSON.parse(readFileSync(join(run, 'results.json'), 'utf8')));
  return {
    results,
    historyOf: ({ history }) =>
      history === undefined || !existsSync(join(run, history))
        ? undefined
        : readFileSync(join(run, history), 'utf8'),
  };
}

/**
 * Blobs of a run that has so many scenarios in each: what the stored one found, over and over under
 * other names.
 */
async function writeBlobs(
  { results, historyOf }: Stored,
  folder: string,
  blobs: number,
  each: number,
): Promise<void> {
  const of = results.scenarios.filter(({ attempt }) => attempt === 1);
  const [target] = results.targets;
  const named = Array.from({ length: blobs * each }, (_, index) => {
    const found = of[index % of.length];
    if (found === undefined || target === undefined) throw new RangeError('The run is empty.');
    const history = historyOf(found);
    const { history: _path, ...rest } = found;
    const result: ScenarioResult = {
      ...rest,
      target: target.id,
      name: `${found.name}-${index}`,
      ...(history === undefined ? {} : { history: String(index % of.length) }),
    };
    return result;
  });
  const histories = new Map(of.map((found, index) => [String(index), historyOf(found)]));
  const whole = named.map(({ name, title, target: on, attempt }) => ({
    name,
    title,
    target: on,
    attempt,
  }));
  mkdirSync(folder);
  for (let index = 0; index < blobs; index += 1) {
    const part: Results = {
      ...results,
      run: { ...results.run, id: `part-${index}` },
      targets: results.targets.slice(0, 1),
      planned: whole.slice(index * each, (index + 1) * each),
      shard: { index: index + 1, count: blobs, whole },
      scenarios: named.slice(index * each, (index + 1) * each),
    };
    const context = {
      readHistoryText: async ({ history }: ScenarioResult) => histories.get(history ?? ''),
      save: async (name: string, content: string | Uint8Array) => {
        writeFileSync(join(folder, name), content);
        return [];
      },
    } as unknown as ReportContext;
    await blobReporter.create(context).onRunEnd?.(part, context);
  }
}

/** How long it takes to write files alone, as many and as large as a merged run has. */
function writing({ results, historyOf }: Stored, folder: string, count: number): number {
  const histories = results.scenarios.map((result) => Buffer.from(historyOf(result) ?? ''));
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) {
    const place = join(folder, String(index));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'history'), histories[index % histories.length] ?? '');
  }
  return performance.now() - startedAt;
}

/** Measures `merge` of blobs with so many scenarios each, beside what it cannot be faster than. */
async function benchMerge(
  run: Stored,
  work: string,
  each: number,
  say: (line: string) => void,
): Promise<void> {
  mkdirSync(work);
  const blobs = join(work, 'blobs');
  await writeBlobs(run, blobs, BLOBS, each);
  const args = ['merge', blobs, '--output', join(work, 'merged')];
  const junit = ['--reporter', `junit=${join(work, 'merged.xml')}`];
  const { ms, code } = await timed([...args, ...junit]);
  const alone = writing(run, join(work, 'alone'), BLOBS * each);
  const mean = run.results.scenarios
    .map((result) => Buffer.byteLength(run.historyOf(result) ?? ''))
    .reduce((sum, one, _index, all) => sum + one / all.length, 0);
  say(
    `merge of ${BLOBS} blobs of ${each} scenarios, with junit.xml and the page: ${seconds(ms)}, ${ms <= MERGE_LIMIT_MS ? 'within' : 'more than'} the limit of ${seconds(MERGE_LIMIT_MS)} (exit ${code}); writing files of this number and size (${(mean / 1e3).toFixed(0)} kB each), alone: ${seconds(alone)}`,
  );
  rmSync(work, { recursive: true, force: true });
}

/**
 * Measures what a stored run's reports cost, and how long `merge` takes for 50 blobs.
 * @param run the folder of a run
 */
export async function benchReports(run: string, say: (line: string) => void): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'oauth-chaos-bench-reports-'));
  try {
    const { results } = stored(run);
    const text = ['json', 'junit', 'ctrf', 'markdown', 'github'];
    const reporters = [...text, 'har', 'blob', 'html'].flatMap((name) => [
      '--reporter',
      `${name}=${join(work, name)}`,
    ]);
    const none = await timed(['report', run, '--reporter', 'no-html']);
    const all = await timed(['report', run, ...reporters]);
    const wall = results.timing?.wallMs ?? Number.NaN;
    const share = (((all.ms - none.ms) / wall) * 100).toFixed(1);
    say(
      `every report of ${results.scenarios.length} scenarios: ${seconds(all.ms)}, ${seconds(all.ms - none.ms)} more than none but list; ${share} % of the run (exit ${all.code})`,
    );
    for (const each of SCENARIOS_EACH)
      await benchMerge(stored(run), join(work, String(each)), each, say);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** `node .ci/bench-reports.ts RUN` measures a run that is there. */
if (process.argv[1] === import.meta.filename) {
  const [run] = process.argv.slice(2);
  if (run === undefined) throw new RangeError('Name the folder of a run.');
  await benchReports(run, (line) => process.stdout.write(`${line}\n`));
}
