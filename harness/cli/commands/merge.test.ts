import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultsSchema, type Results } from '../../model/results.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-merge-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const cli = (...args: readonly string[]) => runCli(args, { cwd });
const resultsOf = (run: string): Results =>
  resultsSchema.parse(JSON.parse(readFileSync(join(cwd, run, 'results.json'), 'utf8')));

async function runShards(count: number, ...more: readonly string[]): Promise<void> {
  for (let index = 1; index <= count; index += 1)
    await cli('run', '--shard', `${index}/${count}`, '--output', `shards/${index}`, ...more);
}

describe('merge', () => {
  it('makes of shards what one run would have been', async () => {
    await runShards(3);
    await cli('run', '--seed', '1', '--output', 'whole');
    const { code, out } = await cli('merge', 'shards', '--output', 'merged');
    expect(code).toBe(0);
    expect(out).toContain('of 3 parts, seed 1');
    const [merged, whole] = [resultsOf('merged'), resultsOf('whole')];
    expect(merged.scenarios).toEqual(whole.scenarios);
    expect(merged.planned).toEqual(whole.planned);
    expect(merged.targets).toEqual(whole.targets);
    for (const { history = '' } of merged.scenarios)
      expect(readFileSync(join(cwd, 'merged', history), 'utf8')).toBe(
        readFileSync(join(cwd, 'whole', history), 'utf8'),
      );
    expect((await cli('report', 'merged')).code).toBe(0);
  });

  it('is inconclusive without a shard, and names it', async () => {
    await runShards(3);
    const { code } = await cli('merge', 'shards/1', 'shards/3', '--output', 'merged');
    expect(code).toBe(2);
    const { run, totals } = resultsOf('merged');
    expect(run.stopped?.message).toBe('Shard 2/3 of 2.41.1 is missing.');
    expect(totals.notRun).toBeGreaterThan(0);
  });

  it('is the newest run, where runs are kept', async () => {
    await runShards(2);
    await cli('merge', 'shards/1', 'shards/2');
    expect(resultsOf('reports/runs/latest').run.merged).toHaveLength(2);
  });

  it('writes over nothing, and leaves the shards as they are', async () => {
    await runShards(2);
    const before = readFileSync(join(cwd, 'shards/1/results.json'), 'utf8');
    for (const output of ['shards/1', 'shards'])
      expect(await cli('merge', 'shards', '--output', output)).toMatchObject({
        code: 64,
        err: expect.stringContaining('it is not empty'),
      });
    await cli('merge', 'shards', '--output', 'merged');
    expect(readFileSync(join(cwd, 'shards/1/results.json'), 'utf8')).toBe(before);
    expect(readdirSync(join(cwd, 'shards')).sort()).toEqual(['1', '2']);
  });

  it('refuses before it writes anything', async () => {
    await runShards(2);
    await cli('run', '--shard', '2/2', '--seed', '9', '--output', 'odd');
    mkdirSync(join(cwd, 'empty'));
    writeFileSync(join(cwd, 'bad.blob.zst'), 'no blob');
    for (const [paths, says] of [
      [['shards/1', 'shards/1', 'odd'], 'of another seed each (1; 9)'],
      [['shards', 'none'], 'Could not merge none: it is not there.'],
      [['empty'], 'Could not merge empty: it is no run, and holds neither blobs nor runs.'],
      [['bad.blob.zst'], 'Could not merge bad.blob.zst: it is cut off, or no blob.'],
    ] as const) {
      const { code, err } = await cli('merge', ...paths, '--output', 'merged');
      expect([code, err]).toEqual([64, expect.stringContaining(says)]);
      expect(err).toMatch(/\ncode: [a-z-]+/);
    }
    expect(readdirSync(cwd)).not.toContain('merged');
  });

  it('refuses two reports at one place', async () => {
    await runShards(1);
    const both = ['--reporter', 'json=a.json', '--reporter', 'html=a.json'];
    expect((await cli('merge', 'shards', ...both)).err).toContain('json writes there, too');
  });
});

describe('run --shard', () => {
  it('without --seed has the same one in all shards', async () => {
    await runShards(2);
    expect([resultsOf('shards/1').run.seed, resultsOf('shards/2').run.seed]).toEqual([1, 1]);
  });

  it('auto is what the CI server says', async () => {
    const on = (
      env: Readonly<Record<string, string>>,
      found: { index: number; total: number } | null,
    ) =>
      runCli(['run', '--dry-run', '--shard', 'auto'], {
        cwd,
        env,
        backend: { ciJob: async () => found },
      });
    expect((await on({}, { index: 1, total: 4 })).out).toContain(' of shard 2/4,');
    const job = { JOB_COMPLETION_INDEX: '0', OAUTH_CHAOS_SHARDS: '2' };
    expect((await on(job, null)).out).toContain(' of shard 1/2,');
    for (const [env, found, says] of [
      [{}, null, 'no variable here says which of several parallel jobs this is'],
      [{ JOB_COMPLETION_INDEX: '0' }, null, 'nothing says of how many'],
      [{ ...job, JOB_COMPLETION_INDEX: '2' }, null, 'name no part of a whole'],
      [{ ...job, OAUTH_CHAOS_SHARDS: 'x' }, null, 'name no part of a whole'],
      [{}, { index: 4, total: 4 }, 'name no part of a whole'],
    ] as const)
      expect(await on(env, found)).toMatchObject({ code: 64, err: expect.stringContaining(says) });
  });
});

describe('plan --matrix', () => {
  it('is a job for each version, topology and shard, in one line of JSON', async () => {
    const versions = ['--n8n', 'latest', '--n8n', '1.123.81'];
    const topologies = ['--topology', 'single', '--topology', 'queue'];
    const how = ['--shards', '2', '--seed', '5'];
    const { code, out } = await cli('plan', '--matrix', ...versions, ...topologies, ...how);
    expect([code, out.trimEnd().split('\n').length]).toEqual([0, 1]);
    const { include } = JSON.parse(out) as { include: readonly Record<string, unknown>[] };
    expect(include).toHaveLength(8);
    expect(include[0]).toEqual({ n8n: '2.41.1', topology: 'single', shard: '1/2', seed: 5 });
    expect(include.at(-1)).toEqual({ n8n: '1.123.81', topology: 'queue', shard: '2/2', seed: 5 });
  });

  it('has no shard that would be empty', async () => {
    const { out } = await cli('plan', '--matrix', 'rotation/*', '--n8n', '2.41.1', '--shards', '9');
    const { include } = JSON.parse(out) as { include: readonly Record<string, unknown>[] };
    expect(include.map(({ shard }) => shard)).toEqual(['1/2', '2/2']);
  });

  it('plans no version that cannot be had', async () => {
    expect(
      await cli('plan', '--matrix', 'rotation/*', '--n8n', '2.41.1', '--n8n', '99.1.1'),
    ).toMatchObject({
      code: 75,
      out: '',
      err: expect.stringContaining('Could not find n8n 99.1.1: there is no such version.'),
    });
  });

  it('needs to be told what to plan', async () => {
    expect(await cli('plan')).toMatchObject({
      code: 64,
      err: expect.stringContaining('Could not plan: --matrix is missing.'),
    });
  });
});
