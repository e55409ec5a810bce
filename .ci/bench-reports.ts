import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execaNode } from 'execa';
import { resultsSchema, type Results, type ScenarioResult } from '../harness/model/results.ts';

const cli = join(import.meta.dirname, '..', 'main.ts');
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

/** What is merged: as many jobs as a large matrix has, and nearly all scenarios there are. */
const BLOBS = 50;
const SCENARIOS = 500;

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
function writeBlobs(
  { results, historyOf }: Stored,
  folder: string,
  blobs: number,
  each: number,
): void {
  const of = results.scenarios.filter(({ attempt }) => attempt === 1);
  const [target] = results.targets;
  const named = Array.from({ length: blobs * each }, (_, index): ScenarioResult => {
    const found = of[index % of.length];
    if (found === undefined || target === undefined) throw new RangeError('The run is empty.');
    return { ...found, target: target.id, name: `${found.name}-${index}` };
  });
  const whole = named.map(({ name, title, target: on, attempt }) => ({
    name,
    title,
    target: on,
    attempt,
  }));
  mkdirSync(folder);
  for (let index = 0; index < blobs; index += 1) {
    const scenarios = named.slice(index * each, (index + 1) * each);
    const head: Results = {
      ...results,
      run: { ...results.run, id: `part-${index}` },
      targets: results.targets.slice(0, 1),
      planned: whole.slice(index * each, (index + 1) * each),
      shard: { index: index + 1, count: blobs, whole },
      scenarios,
    };
    const lines: readonly unknown[] = [
      { oauthChaosBlob: 1, results: head },
      ...scenarios.map((result) => ({
        target: result.target,
        name: result.name,
        attempt: result.attempt,
        history: historyOf(result) ?? '',
      })),
    ];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(join(folder, `${index}.blob.gz`), gzipSync(text));
  }
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
    const blobs = join(work, 'blobs');
    writeBlobs(stored(run), blobs, BLOBS, SCENARIOS / BLOBS);
    const args = ['merge', blobs, '--output', join(work, 'merged'), '--reporter', 'no-html'];
    const junit = ['--reporter', `junit=${join(work, 'merged.xml')}`];
    const { ms, code } = await timed([...args, ...junit]);
    say(`merge of ${BLOBS} blobs, ${SCENARIOS} scenarios in all: ${seconds(ms)} (exit ${code})`);
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
