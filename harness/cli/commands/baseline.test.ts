import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { summarise } from '../../check/totals.ts';
import { createRunStore } from '../../store/run-store.ts';
import { sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-baseline-'));
  const directory = join(cwd, 'failing');
  const store = createRunStore({ directory, id: 'x', seed: 7, harness: '0.1.0', summarise });
  store.addTarget(sampleTarget());
  store.finish(
    sampleResult({
      name: 'rotation/grace',
      verdict: 'fail',
      findings: [
        { checker: 'no-secret-leaked', verdict: 'violated', message: '1 token.', evidence: [1] },
      ],
    }),
  );
  store.end({});
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const update = () => runCli(['baseline', 'update', 'mine.yaml', '--from', 'failing'], { cwd });
const OLD = 'n8n: 2.41.1\nknown:\n  - scenario: rotation/grace\n    violates: [no-secret-leaked]\n';

it('makes a baseline of a run', async () => {
  const { code, out } = await update();
  expect(code).toBe(0);
  expect(out).toContain('rotation/grace: new on single; write down the reason and a link.');
  expect(out).toContain('Written: mine.yaml, 1 known failure of n8n 2.41.1.');
  expect(parse(readFileSync(join(cwd, 'mine.yaml'), 'utf8'))).toMatchObject({
    schemaVersion: 2,
    n8n: '2.41.1',
    known: [{ scenario: 'rotation/grace', topologies: ['single'] }],
  });
});

it('moves one of the older form, so that a run takes it', async () => {
  writeFileSync(join(cwd, 'mine.yaml'), `${OLD}    reason: It is known for a long time.\n`);
  const run = () => runCli(['run', '--baseline', 'mine.yaml'], { cwd });
  expect((await run()).code).toBe(64);
  expect((await update()).code).toBe(0);
  expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toContain('It is known for a long time.');
  expect((await run()).code).toBe(0);
});

it('writes nothing when an entry of the older form was not tried', async () => {
  const text = `${OLD.replace('rotation/grace', 'other/scenario')}    reason: It is known for a long time.\n`;
  writeFileSync(join(cwd, 'mine.yaml'), text);
  const { code, err } = await update();
  expect(code).toBe(2);
  expect(err).toContain('other/scenario on any topology');
  expect(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).toBe(text);
});

it('refuses runs of another version', async () => {
  writeFileSync(join(cwd, 'mine.yaml'), 'schemaVersion: 2\nn8n: 1.0.0\nknown: []\n');
  expect(await update()).toMatchObject({
    code: 64,
    err: expect.stringContaining('it is for n8n 1.0.0, and no run given has tried that'),
  });
});

it('refuses what is no run', async () => {
  expect((await runCli(['baseline', 'update', 'a.yaml', '--from', 'gone'], { cwd })).code).toBe(64);
  expect(existsSync(join(cwd, 'a.yaml'))).toBe(false);
});

it('refuses a run that was interrupted, and one that did not try everything', async () => {
  const begun = (id: string) =>
    createRunStore({ directory: join(cwd, id), id, seed: 7, harness: '0.1.0', summarise });
  const cut = begun('cut');
  cut.addTarget(sampleTarget());
  cut.finish(sampleResult({ name: 'rotation/grace', verdict: 'fail' }));
  cut.end({ stopped: { by: 'interruption', message: 'Interrupted.', exitCode: 130 } });
  const left = begun('left');
  const planned = {
    name: 'rotation/grace',
    title: 'Grace',
    target: sampleTarget().id,
    attempt: 1,
  };
  left.plan({ targets: [sampleTarget()], runs: [planned] });
  left.end({});
  for (const [run, why] of [
    ['cut', 'the run cut was interrupted'],
    ['left', '1 of its scenarios did not run'],
  ] as const) {
    const { code, err } = await runCli(['baseline', 'update', 'a.yaml', '--from', run], { cwd });
    expect([code, err]).toEqual([64, expect.stringContaining(why)]);
  }
  expect(existsSync(join(cwd, 'a.yaml'))).toBe(false);
});

it('adds to what is known, and forgets it only when told to', async () => {
  const known = `schemaVersion: 2\nn8n: 2.41.1\nknown:\n  - scenario: rotation/grace\n    reason: It is known for a long time.\n    seen:\n      - outcome: dead\n        recovery: none\n        violates: { no-secret-leaked: '^The secret of another' }\n`;
  writeFileSync(join(cwd, 'mine.yaml'), known);
  const waysToFail = (): number =>
    parse(readFileSync(join(cwd, 'mine.yaml'), 'utf8')).known[0].seen.length;
  expect(await update()).toMatchObject({
    err: '',
    out: expect.stringContaining('in a way that was not known and was added'),
  });
  expect(waysToFail()).toBe(2);
  await runCli(['baseline', 'update', 'mine.yaml', '--from', 'failing', '--replace'], { cwd });
  expect(waysToFail()).toBe(1);
});
