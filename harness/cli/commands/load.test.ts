import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TargetChoice } from '../../n8n/index.ts';
import { sampleTarget } from '../../store/testing/sample-results.ts';
import type { Backend } from '../backend/backend.ts';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-load-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Asks for a load; nothing is started. */
async function load(args: readonly string[], typed?: string) {
  const choices: TargetChoice[] = [];
  const prepareLoad = sinon.spy<Backend['prepareLoad']>(async () => ({
    planned: {
      scenario: {
        name: 'load/sample',
        title: 'A sample',
        why: 'Because.',
        workflows: {},
        plan: [],
        expect: { recovery: 'unaffected' },
      },
      seed: 1,
      steps: [],
      words: [],
      credentials: {},
      credentialTypes: {},
      workflows: {},
      remedies: [],
      expect: { recovery: 'unaffected', withinMs: 1_000 },
      exclusive: true,
      remembered: false,
      waitsMs: 0,
      atOnce: 1,
      requires: [],
    },
    courseOf: () => ({ carryOut: async () => undefined, admit: (event) => [event] }),
    calls: 1_200,
  }));
  const runSuite = sinon.spy(passingSuite);
  const result = await runCli(['load', 'sample', ...args], {
    cwd,
    ...(typed === undefined ? {} : { askSecret: async () => typed }),
    backend: {
      prepareLoad,
      runSuite,
      createTarget: async (choice) => {
        choices.push(choice);
        return {
          id: `target-${choices.length}`,
          info: sampleTarget({ id: `target-${choices.length}`, n8n: choice.what }),
          installMs: 0,
          start: () => Promise.reject(new Error('never started in these tests')),
        };
      },
    },
  });
  return { ...result, choices, asked: prepareLoad.firstCall?.args[0], runSuite };
}

describe('load', () => {
  it('hands on the rate and the duration, and how the plan is carried out', async () => {
    const { code, asked, runSuite } = await load(['--rate', '50', '--duration', '2m']);
    expect(code).toBe(0);
    expect(asked).toMatchObject({ wanted: 'sample', rate: 50, durationMs: 120_000 });
    expect(runSuite.firstCall.args[0].courseOf).toBeTypeOf('function');
  });

  it('runs on each topology, and on a queue with each number of workers', async () => {
    const workers = ['1', '2', '4'].flatMap((count) => ['--queue-workers', count]);
    const { choices } = await load(['--topology', 'single', '--topology', 'queue', ...workers]);
    expect(
      choices.map(({ deployment }) => `${deployment?.topology} ${deployment?.workers}`),
    ).toEqual(['single 0', 'queue 1', 'queue 2', 'queue 4']);
  });

  it('starts nothing with --dry-run', async () => {
    const { code, out, runSuite } = await load(['--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('load/sample');
    expect(runSuite.called).toBe(false);
  });

  it.each([
    [['--rate', 'many'], 'is not a whole number'],
    [['--duration', '2'], 'is not a duration'],
    [['--n8n', 'https://n8n.example'], 'it is a running instance'],
    [['--n8n', 'https://n8n.example', '--allow-remote-load'], 'there is no terminal'],
  ])('refuses %j before anything starts', async (args, says) => {
    const { code, err, runSuite } = await load(args);
    expect(code).toBe(64);
    expect(err).toContain(says);
    expect(runSuite.called).toBe(false);
  });

  it('refuses an instance whose name was typed wrongly', async () => {
    const remote = ['--n8n', 'https://n8n.example', '--allow-remote-load'];
    const { code, err } = await load(remote, 'n8n.exmaple');
    expect(code).toBe(64);
    expect(err).toContain('another name was typed');
  });
});
