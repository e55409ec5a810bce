import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { summarise } from '../../check/totals.ts';
import { resultsSchema } from '../../model/results.ts';
import { createRunStore } from '../../store/run-store.ts';
import { sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { knownEntry } from '../../testing/known-entry.ts';
import type { Backend } from '../backend/backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'recheck-baseline-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const CONFIG = 'oauth-chaos.config.json';
const writeConfig = (config: unknown): void =>
  writeFileSync(join(cwd, CONFIG), JSON.stringify(config));

function writeBaseline(file: string, scenario: string, n8n = '2.41.1'): void {
  mkdirSync(join(cwd, 'lists'), { recursive: true });
  const baseline = { schemaVersion: 2, n8n, known: [knownEntry(scenario, SEEN)] };
  writeFileSync(join(cwd, file), JSON.stringify(baseline));
}

/** As the checker of the fake backend says it. */
const SEEN = {
  seen: { violates: { 'no-secret-leaked': '^a token was found in the log' } },
};

/** A run of one scenario on each target. */
function store(...targets: readonly Parameters<typeof sampleTarget>[0][]): void {
  const run = { directory: join(cwd, 'run'), id: 'run', seed: 7, harness: '0.1.0', summarise };
  const kept = createRunStore(run);
  for (const facts of targets) {
    const target = sampleTarget(facts);
    kept.addTarget(target);
    const history = kept.openHistory({ target: target.id, name: 'rotation/grace', attempt: 1 });
    history.append({ n: 1, at: 0, type: 'end', reason: 'completed' });
    history.close();
    kept.finish(
      sampleResult({ name: 'rotation/grace', target: target.id, history: history.relativePath }),
    );
  }
  kept.end({});
}

/** Judges the run again; what each result was compared with, and what was said. */
async function recheck(...args: readonly string[]) {
  const applied: (string | undefined)[] = [];
  const backend: Partial<Backend> = {
    builtinBaseline: async (n8n) => ({
      name: `${n8n}.yaml`,
      baseline: { schemaVersion: 2, n8n, known: [knownEntry('rotation/built-in')] },
    }),
    applyBaseline: async (result, baseline) => {
      applied.push(baseline?.known[0]?.scenario);
      return result;
    },
  };
  return { applied, ...(await runCli(['recheck', 'run', ...args], { cwd, backend })) };
}

it('is of each target what the run used', async () => {
  writeBaseline('lists/mine.json', 'rotation/grace');
  store(
    { id: 'a@2.41.1', project: 'a', baseline: 'mine.json', baselineFile: 'lists/mine.json' },
    { id: 'b@2.41.1', project: 'b', baseline: '2.41.1.yaml' },
    { id: 'c@2.41.1', project: 'c' },
  );
  const { applied, out, code } = await recheck();
  expect(applied).toEqual(['rotation/grace', 'rotation/built-in', undefined]);
  expect(out).toContain('Baseline of a@2.41.1: lists/mine.json, as in the run\n');
  expect(out).toContain('Baseline of b@2.41.1: 2.41.1.yaml, as in the run\n');
  expect(out).toContain('Baseline of c@2.41.1: none, as in the run\n');
  expect(code).toBe(0);
});

it('is what the project names now, where the file of the run is gone', async () => {
  writeBaseline('lists/mine.json', 'rotation/grace');
  renameSync(join(cwd, 'lists/mine.json'), join(cwd, 'lists/moved.json'));
  const used = { baseline: 'mine.json', baselineFile: 'lists/mine.json' };
  store({ id: 'a@2.41.1', project: 'a', ...used });
  expect(await recheck()).toMatchObject({
    code: 64,
    applied: [],
    err: expect.stringContaining(
      'Could not find baseline lists/mine.json, which the run used for a@2.41.1: it is not there.',
    ),
  });
  writeConfig({ projects: [{ name: 'a', baseline: './lists/moved.json' }] });
  const { applied, out } = await recheck();
  expect(applied).toEqual(['rotation/grace']);
  expect(out).toContain('Baseline: ./lists/moved.json, as project a says\n');
});

it('is what --baseline says, and --write keeps which it was', async () => {
  writeBaseline('b.json', 'rotation/grace');
  store({ baseline: '2.41.1.yaml' }, { id: 'old', n8n: '1.123.81', baseline: '1.123.81.yaml' });
  const { applied, out } = await recheck('--baseline', 'b.json', '--write');
  expect(applied).toEqual(['rotation/grace', undefined]);
  expect(out).toContain('Baseline of 2.41.1: b.json, as --baseline says\n');
  expect(out).toContain('Baseline of old: none: b.json is for another version of n8n than 1.123');
  const { targets } = resultsSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'run/results.json'), 'utf8')),
  );
  expect(targets.map(({ baseline, baselineFile }) => [baseline, baselineFile])).toEqual([
    ['b.json', 'b.json'],
    [undefined, undefined],
  ]);
});

it('tells when another one comes with the harness than did then', async () => {
  store({ baseline: '2.40.0.yaml' });
  expect((await recheck()).out).toContain('Baseline: 2.41.1.yaml, the run had 2.40.0.yaml\n');
});
