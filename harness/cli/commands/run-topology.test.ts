import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { targetId, type TargetChoice } from '../../n8n/index.ts';
import { sampleTarget } from '../../store/testing/sample-results.ts';
import type { Backend } from '../backend/backend.ts';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-topology-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs one scenario and records which targets should be made. */
async function run(args: readonly string[]) {
  const choices: TargetChoice[] = [];
  const createTarget: Backend['createTarget'] = async (choice) => {
    choices.push(choice);
    const id =
      choice.deployment === undefined ? choice.what : targetId(choice.what, choice.deployment);
    return {
      id,
      info: sampleTarget({ id, n8n: choice.what }),
      installMs: 0,
      start: () => Promise.reject(new Error('never started in these tests')),
    };
  };
  const runSuite = sinon.spy(passingSuite);
  const result = await runCli(['run', 'control/no-fault', ...args], {
    cwd,
    backend: { createTarget, runSuite },
  });
  return {
    ...result,
    choices,
    targets: () => runSuite.firstCall.args[0].parts[0]?.targets.map(({ id }) => id),
  };
}

describe('what n8n consists of', () => {
  it('is one process without settings, unless told otherwise', async () => {
    const { code, choices } = await run([]);
    expect(code).toBe(0);
    expect(choices.map(({ deployment }) => deployment)).toEqual([
      { topology: 'single', workers: 0, settings: {} },
    ]);
  });

  it('in a queue there are two workers, or as many as were asked for; elsewhere none', async () => {
    expect(
      (await run(['--topology', 'queue'])).choices.map(({ deployment }) => deployment?.workers),
    ).toEqual([2]);
    expect(
      (
        await run(['--topology', 'queue', '--topology', 'postgres', '--queue-workers', '5'])
      ).choices.map(({ deployment }) => [deployment?.topology, deployment?.workers]),
    ).toEqual([
      ['queue', 5],
      ['postgres', 0],
    ]);
  });

  it('every version is tried on every topology, each once, as targets of their own', async () => {
    const { targets } = await run([
      '--n8n',
      '1.123.81',
      '--n8n',
      '2.41.1',
      '--topology',
      'single',
      '--topology',
      'queue',
      '--topology',
      'queue',
    ]);
    expect(targets()).toEqual(['1.123.81', '1.123.81-queue', '2.41.1', '2.41.1-queue']);
  });

  it('has the settings that were chosen, on every topology', async () => {
    const { choices } = await run([
      '--topology',
      'single',
      '--topology',
      'queue',
      '--env',
      'N8N_LOG_LEVEL=info',
      '--env',
      'EXECUTIONS_TIMEOUT=60',
      '--env',
      'A=b=c',
    ]);
    expect(choices.map(({ deployment }) => deployment?.settings)).toEqual(
      Array.from({ length: 2 }, () => ({
        N8N_LOG_LEVEL: 'info',
        EXECUTIONS_TIMEOUT: '60',
        A: 'b=c',
      })),
    );
  });
});

describe('--dry-run', () => {
  it('tells targets of one version apart by their topology', async () => {
    const { code, out, choices } = await run([
      '--dry-run',
      '--topology',
      'single',
      '--topology',
      'postgres',
      '--topology',
      'queue',
    ]);
    expect(code).toBe(0);
    expect(out).toContain(
      'targets: latest = 2.41.1 (single), latest = 2.41.1 (postgres), latest = 2.41.1 (queue, 2 workers)\n',
    );
    expect(choices).toEqual([]);
  });

  it('counts one worker as one', async () => {
    expect(
      (await run(['--dry-run', '--n8n', '2.41.1', '--topology', 'queue', '--queue-workers', '1']))
        .out,
    ).toContain('targets: 2.41.1 (queue, 1 worker)\n');
  });

  it('shows the settings, without what may be a secret', async () => {
    const { out } = await run([
      '--dry-run',
      '--env',
      'N8N_LOG_LEVEL=info',
      '--env',
      'N8N_SMTP_PASS=very-secret',
    ]);
    expect(out).toContain('settings of n8n: N8N_LOG_LEVEL=info, N8N_SMTP_PASS=<withheld>\n');
    expect(out).not.toContain('very-secret');
    expect((await run(['--dry-run'])).out).not.toContain('settings of n8n');
  });

  it('says nothing of a topology of a running instance', async () => {
    expect((await run(['--dry-run', '--n8n', 'http://localhost:5678'])).out).toMatch(
      /^targets: http:\/\/localhost:5678$/m,
    );
  });
});

describe('is refused, with what to do, before anything is started', () => {
  const refused: Readonly<
    Record<string, readonly [args: readonly string[], says: string, hint: string]>
  > = {
    'a topology that does not exist': [
      ['--topology', 'cluster'],
      "Could not read --topology: there is no topology 'cluster'.",
      'Topologies: single, postgres, queue',
    ],
    'a topology without a name': [['--topology', ''], "there is no topology ''", 'Topologies:'],
    'a queue without workers': [
      ['--topology', 'queue', '--queue-workers', '0'],
      '--queue-workers',
      '',
    ],
    'more workers than a machine bears': [
      ['--topology', 'queue', '--queue-workers', '17'],
      '--queue-workers',
      '16',
    ],
    'a number of workers that is none': [
      ['--queue-workers', 'two'],
      "Could not read --queue-workers: 'two' is not a whole number",
      '',
    ],
    'a setting without a value': [
      ['--env', 'N8N_LOG_LEVEL'],
      'Could not use --env N8N_LOG_LEVEL: it is not of the form KEY=VALUE.',
      'For example --env N8N_LOG_LEVEL=info',
    ],
    'a setting that is the harness’s own': [
      ['--env', 'EXECUTIONS_MODE=queue'],
      'Could not use --env EXECUTIONS_MODE: the harness sets it itself.',
      'Choose the database and the queue with --topology.',
    ],
    'a topology for a running instance': [
      ['--n8n', 'http://localhost:5678', '--topology', 'queue'],
      'Could not use --topology or --env on http://localhost:5678',
      'They are for an n8n that the harness starts.',
    ],
    'a setting for a running instance': [
      ['--n8n', 'http://localhost:5678', '--env', 'A=b'],
      'a running instance is what it is',
      '',
    ],
  };

  it.each(Object.entries(refused))('%s', async (_, [args, says, hint]) => {
    const { code, err, choices } = await run(args);
    expect(code).toBe(64);
    expect(err).toContain(says);
    expect(err).toContain(hint);
    expect(err).toContain('code: usage');
    expect(choices).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
