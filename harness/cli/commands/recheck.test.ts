import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../../check/totals.ts';
import { HarnessError } from '../../model/error.ts';
import { resultsSchema } from '../../model/results.ts';
import { createRunStore } from '../../store/run-store.ts';
import { samplePlanned, sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { stoppedBy } from '../../suite/stopped-by.ts';
import { knownEntry } from '../../testing/known-entry.ts';
import type { Backend } from '../backend/backend.ts';
import { runCli } from '../testing/run-cli.ts';

const id = '20261123-165412-ab3f';
let cwd: string;
let directory: string;

/** A run with one passed scenario, one skipped, and one that was cut off. */
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-recheck-'));
  directory = join(cwd, 'reports/runs', id);
  const store = createRunStore({
    directory,
    id,
    seed: 7,
    harness: '0.1.0',
    summarise,
  });
  store.addTarget(sampleTarget({ baseline: '2.41.1.json' }));
  const history = store.openHistory({ target: '2.41.1', name: 'rotation/grace', attempt: 1 });
  history.append({ n: 1, at: 0, type: 'end', reason: 'completed' });
  history.close();
  store.finish(sampleResult({ name: 'rotation/grace', history: history.relativePath }));
  store.finish(sampleResult({ name: 'guide/clock', verdict: 'skipped', outcome: 'skipped' }));
  const cut = store.openHistory({ target: '2.41.1', name: 'rotation/second-expiry', attempt: 1 });
  cut.append({ n: 1, at: 0, type: 'phase', phase: 'steady' });
  appendFileSync(cut.path, '{"n":2,"at":1');
  cut.close();
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const resultsText = (): string => readFileSync(join(directory, 'results.json'), 'utf8');
const recheck = (args: readonly string[] = [], backend: Partial<Backend> = {}) =>
  runCli(['recheck', ...args, id], { cwd, backend });

describe('recheck', () => {
  it('judges every history again, also one that was cut off, and writes nothing', async () => {
    const before = resultsText();
    const { code, out } = await recheck();
    expect(code).toBe(2);
    expect(out.match(/^listed .*$/gm)).toEqual([
      'listed rotation/grace pass',
      'listed guide/clock skipped',
      'listed rotation/second-expiry pass',
    ]);
    expect(out).toContain('ends in the middle of an event');
    expect(out).toContain(
      '1 verdict differs from the run:\n  rotation/second-expiry (2.41.1): unfinished → pass, recovered',
    );
    expect(resultsText()).toBe(before);
  });

  it('ends as the new verdicts say', async () => {
    const judge = async () => sampleResult({ verdict: 'fail', outcome: 'dead' });
    const { code, out } = await recheck([], { judge });
    expect(code).toBe(1);
    expect(out).toContain('rotation/grace (2.41.1): pass, recovered → fail, dead');
    expect(out).toContain('as they were; --write keeps the new verdicts in results.json.\n');
  });

  it('keeps the new verdicts with --write', async () => {
    const { out } = await recheck(['--write'], {
      judge: async () => sampleResult({ verdict: 'fail', outcome: 'dead' }),
    });
    expect(out).toMatch(new RegExp(`write them again with: .*report ${id}\n$`));
    expect(JSON.parse(resultsText())).toMatchObject({
      exitCode: 1,
      totals: { fail: 2, skipped: 1 },
    });
    expect(
      (await recheck([], { judge: async () => sampleResult({ verdict: 'fail', outcome: 'dead' }) }))
        .out,
    ).toMatch(/Every verdict is the same as in the run\.\n$/);
  });

  it('is as strict as the run was, or stricter, and keeps to it', async () => {
    const asked: boolean[] = [];
    const judge: Backend['judge'] = async (_, { strict = false }) => {
      asked.push(strict);
      return sampleResult();
    };
    await recheck([], { judge });
    await recheck(['--strict', '--write'], { judge });
    await recheck([], { judge });
    expect(asked).toEqual([false, false, true, true, true, true]);
    expect(JSON.parse(resultsText())).toMatchObject({ run: { rules: { strict: true } } });
  });

  it('applies the baseline of the run, another one, or none', async () => {
    const applied: (string | undefined)[] = [];
    const backend: Partial<Backend> = {
      builtinBaseline: async (version) => ({
        name: 'builtin',
        baseline: { schemaVersion: 2, n8n: version, known: [] },
      }),
      applyBaseline: async (result, baseline) => {
        applied.push(
          baseline === undefined ? undefined : `${baseline.n8n} with ${baseline.known.length}`,
        );
        return result;
      },
    };
    await recheck([], backend);
    await recheck(['--baseline', 'none'], backend);
    writeFileSync(
      join(cwd, 'b.yaml'),
      JSON.stringify({
        schemaVersion: 2,
        n8n: '2.41.1',
        known: [
          knownEntry('rotation/grace', {
            seen: { violates: { 'no-secret-leaked': '^a token was found in the log' } },
          }),
        ],
      }),
    );
    await recheck(['--baseline', 'b.yaml'], backend);
    expect(applied).toEqual([
      '2.41.1 with 0',
      '2.41.1 with 0',
      undefined,
      undefined,
      '2.41.1 with 1',
      '2.41.1 with 1',
    ]);
  });

  it('applies of a baseline what holds on the topology of the target, as the run did', async () => {
    const applied: string[][] = [];
    await recheck([], {
      builtinBaseline: async (version) => ({
        name: 'builtin',
        baseline: {
          schemaVersion: 2,
          n8n: version,
          known: [knownEntry('everywhere'), knownEntry('in-a-queue', { topologies: ['queue'] })],
        },
      }),
      applyBaseline: async (result, baseline) => {
        applied.push((baseline?.known ?? []).map(({ scenario }) => scenario));
        return result;
      },
    });
    expect(applied).toEqual([['everywhere'], ['everywhere']]);
  });

  it('says which runs there are when there is no such run', async () => {
    expect(await runCli(['recheck', 'gone'], { cwd })).toMatchObject({
      code: 64,
      err: expect.stringContaining(`Newest runs there: ${id}.`),
    });
  });
});

describe('report', () => {
  it('lets the reporters write again', async () => {
    const { code, out } = await runCli(['report', id, '--reporter', 'list'], { cwd });
    expect(code).toBe(2);
    expect(out).toContain('listed rotation/grace pass');
    expect(out).toContain('1 scenario had not finished when the run ended.');
  });
});

describe('a run that ended early', () => {
  const planned = ['a/one', 'a/two'].map((name) => samplePlanned({ name }));
  const target = sampleTarget();
  let early: string;

  /** A run of two planned scenarios, one of which has ended. */
  function begin(plan = { targets: [target], runs: planned }) {
    early = join(cwd, 'early');
    const store = createRunStore({
      directory: early,
      id: '20261123-170000-0000',
      seed: 7,
      harness: '0.1.0',
      summarise,
      plan,
    });
    store.addTarget(target);
    const history = store.openHistory({ target: target.id, name: 'a/one', attempt: 1 });
    history.append({ n: 1, at: 0, type: 'end', reason: 'completed' });
    history.close();
    store.finish(sampleResult({ name: 'a/one', history: history.relativePath }));
    return store;
  }
  const saved = () =>
    resultsSchema.parse(JSON.parse(readFileSync(join(early, 'results.json'), 'utf8')));
  const codes = async (judge?: Backend['judge']) => {
    const backend = judge === undefined ? {} : { judge };
    const rechecked = await runCli(['recheck', '--write', early], { cwd, backend });
    const reported = await runCli(['report', early, '--reporter', 'list'], { cwd });
    return [rechecked.code, reported.code, saved().exitCode];
  };

  it('killed between two scenarios: what is missing is not run', async () => {
    begin();
    expect(saved()).toMatchObject({ exitCode: 2, totals: { pass: 1, notRun: 1 } });
    expect(await codes()).toEqual([2, 2, 2]);
    expect(saved().totals).toMatchObject({ pass: 1, notRun: 1 });
  });

  it('killed in the middle of a scenario that proves nothing so far: not run, as the run says', async () => {
    begin().openHistory({ target: target.id, name: 'a/two', attempt: 1 }).append({
      n: 1,
      at: 0,
      type: 'phase',
      phase: 'steady',
    });
    const judge: Backend['judge'] = async (events) =>
      sampleResult(
        events.length === 1 && events[0]?.type === 'end' ? {} : { verdict: 'inconclusive' },
      );
    expect(await codes(judge)).toEqual([2, 2, 2]);
    expect(saved().totals).toMatchObject({ pass: 1, inconclusive: 0, notRun: 1 });
  });

  it('killed in the middle of a scenario in which something went wrong: that is told', async () => {
    begin().openHistory({ target: target.id, name: 'a/two', attempt: 1 }).append({
      n: 1,
      at: 0,
      type: 'phase',
      phase: 'steady',
    });
    const judge: Backend['judge'] = async (events) =>
      sampleResult(events.length === 1 && events[0]?.type === 'end' ? {} : { verdict: 'fail' });
    expect(await codes(judge)).toEqual([1, 1, 1]);
    expect(saved().totals).toMatchObject({ pass: 1, fail: 1, notRun: 0 });
  });

  it('killed after the last scenario, before its end: still not good', async () => {
    begin({ targets: [target], runs: planned.slice(0, 1) });
    expect(await codes()).toEqual([2, 2, 2]);
  });

  it('interrupted', async () => {
    begin().end({ stopped: stoppedBy(undefined, AbortSignal.abort()) });
    expect(await codes()).toEqual([130, 130, 130]);
    expect(saved()).toMatchObject({
      totals: { notRun: 1 },
      run: { stopped: { by: 'interruption' } },
    });
  });

  it('whose second target never started', async () => {
    const second = sampleTarget({ id: '1.123.81', n8n: '1.123.81' });
    const error = new HarnessError('n8n-start-failed', 'Could not start n8n: it ended.', {
      exitCode: 75,
    });
    begin({
      targets: [target, second],
      runs: [samplePlanned({ name: 'a/one' }), samplePlanned({ name: 'a/one', target: second.id })],
    }).end({ stopped: stoppedBy(error, new AbortController().signal) });
    expect(await codes()).toEqual([75, 75, 75]);
    expect(saved()).toMatchObject({
      totals: { pass: 1, notRun: 1 },
      run: { stopped: { by: 'target', message: 'Could not start n8n: it ended.' } },
    });
  });
});
