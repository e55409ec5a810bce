import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { resultsSchema } from '../../model/results.ts';
import type { Backend } from '../backend/backend.ts';
import { interrupted } from '../terminal/interrupt.ts';
import { passingSuite } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-latest-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** A target whose n8n cannot be started. */
const createTarget: Backend['createTarget'] = async () => {
  throw new HarnessError('n8n-does-not-boot', 'Could not start n8n 2.41.1: it ended.', {
    exitCode: 75,
  });
};
const builtinBaseline: Backend['builtinBaseline'] = async (n8n) => ({
  name: `${n8n}.json`,
  baseline: { schemaVersion: 2, n8n, known: [] },
});

/** Ids of the kept runs, oldest first. */
const kept = (): readonly string[] =>
  readdirSync(join(cwd, 'reports/runs')).filter((name) => name !== 'latest');
const resultsOf = (id: string) =>
  resultsSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'reports/runs', id, 'results.json'), 'utf8')),
  );

/** A run that is interrupted while its n8n starts. */
async function interruptedRun(): Promise<number> {
  const controller = new AbortController();
  const { code } = await runCli(['run'], {
    cwd,
    signal: controller.signal,
    backend: {
      createTarget: async () => {
        controller.abort(interrupted());
        throw controller.signal.reason;
      },
    },
  });
  return code;
}

const COMMANDS = [['recheck'], ['report'], ['baseline', 'update', 'mine.yaml', '--from']];
/** Exit codes and errors of all commands that read a run. */
const readers = async (run: string) => {
  const ended = [];
  for (const command of COMMANDS) ended.push(await runCli([...command, run], { cwd }));
  return {
    codes: ended.map(({ code }) => code),
    out: ended[0]?.out,
    errs: ended.map(({ err }) => err),
  };
};

describe('a run that ended before it began', () => {
  const ways: Readonly<Record<string, readonly [run: () => Promise<number>, code: number]>> = {
    interrupted: [interruptedRun, 130],
    'whose n8n did not start': [
      async () => (await runCli(['run'], { cwd, backend: { createTarget } })).code,
      75,
    ],
  };
  it.each(Object.entries(ways))('%s: no command tells of an older one', async (_, [run, code]) => {
    await runCli(['run'], { cwd });
    expect((await readers('latest')).codes).toEqual([0, 0, 0]);
    const [older = ''] = kept();
    rmSync(join(cwd, 'mine.yaml'));

    expect(await run()).toBe(code);
    const newer = kept().find((id) => id !== older) ?? '';
    const { codes, out, errs } = await readers('latest');
    expect(codes).toEqual([code, code, code]);
    expect(out).toBe('');
    for (const err of errs) {
      expect(err).toContain(`Could not choose the latest run: ${newer} (started `);
      expect(err).toContain(`oauth-chaos report ${newer}`);
      expect(err).toContain(`anything is ${older} `);
    }
    expect(existsSync(join(cwd, 'mine.yaml'))).toBe(false);
    expect(existsSync(join(cwd, 'reports/runs/latest'))).toBe(false);
    expect((await readers(newer)).codes).toEqual([code, code, 64]);
    expect((await readers(older)).codes).toEqual([0, 0, 0]);

    await runCli(['run'], { cwd });
    expect((await readers('latest')).codes).toEqual([0, 0, 0]);
    expect([older, newer]).not.toContain(readlinkSync(join(cwd, 'reports/runs/latest')));
  });

  it('names the baseline that it would have had, and the n8n that was asked for', async () => {
    await runCli(['run'], { cwd, backend: { createTarget, builtinBaseline } });
    const [id = ''] = kept();
    const asked = { text: 'latest', because: 'the newest that installs' };
    expect(resultsOf(id)).toMatchObject({
      exitCode: 75,
      targets: [{ baseline: '2.41.1.json', asked }],
    });
    await runCli(['run', '--output', 'mine', '--baseline', 'none'], {
      cwd,
      backend: { createTarget, builtinBaseline },
    });
    expect(existsSync(join(cwd, 'mine/run.json'))).toBe(true);
    expect(readFileSync(join(cwd, 'mine/run.json'), 'utf8')).not.toContain('2.41.1.json');
  });
});

describe('a run that goes on', () => {
  /** Calls something while a run has done all but end. */
  const during = (look: () => Promise<void>) =>
    runCli(['run'], {
      cwd,
      backend: {
        runSuite: async (options) => {
          const { store } = options;
          const unended = { ...store, end: () => store.results() };
          await passingSuite({ ...options, store: unended });
          await look();
          return store.end({});
        },
      },
    });

  it('is told as such, and is neither written to nor taken for known', async () => {
    await during(async () => {
      const { codes, out, errs } = await readers('latest');
      expect(codes).toEqual([2, 2, 64]);
      expect(out).toContain('The run is still going on');
      expect(errs[2]).toContain('the run latest is still going on');
      expect(await runCli(['recheck', 'latest', '--write'], { cwd })).toMatchObject({
        code: 64,
        err: expect.stringContaining('the run is still going on, and writes them itself'),
      });
    });
    expect((await readers('latest')).codes).toEqual([0, 0, 0]);
  });

  it('is not removed, also while it has started nothing yet', async () => {
    await during(async () => {
      const { out } = await runCli(['clean', '--runs', '--yes'], { cwd });
      expect(out).toContain('a run is at work there');
    });
    expect((await readers('latest')).codes).toEqual([0, 0, 0]);
  });
});
