import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leasesFolder, readLeases } from './harness/machine/lease-file.ts';
import { processesOf } from './harness/machine/lease-leftovers.ts';
import type { Results } from './harness/model/results.ts';

const main = join(import.meta.dirname, 'main.ts');

let cwd: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-e2e-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(cwd, { recursive: true, force: true, maxRetries: 3 });
});

/** Starts the program in a folder of its own. */
function oauthChaos(...args: readonly string[]): {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly code: Promise<number | null>;
} {
  let text = '';
  const started = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child: started,
    out: () => text,
    code: new Promise((resolve) => started.on('close', resolve)),
  };
}

const results = (): Results =>
  JSON.parse(readFileSync(join(cwd, 'reports/runs/latest/results.json'), 'utf8')) as Results;
const finished = (): number =>
  existsSync(join(cwd, 'reports/runs/latest/results.json')) ? results().scenarios.length : 0;
const begun = (): number => globSync('reports/runs/latest/**/history.ndjson', { cwd }).length;
const leasesOf = (pid: number | undefined) =>
  readLeases(leasesFolder()).leases.filter(({ owner }) => owner.pid === pid);

describe('against a real n8n', () => {
  it('a run leaves nothing running, and judging it again says the same', async () => {
    const run = oauthChaos('run', 'control/no-fault', '--seed', '1');
    expect(await run.code, run.out()).toBe(0);
    expect(results()).toMatchObject({ exitCode: 0, totals: { pass: 1 }, run: { seed: 1 } });
    expect(leasesOf(run.child.pid)).toEqual([]);

    const again = oauthChaos('recheck', 'latest');
    expect(await again.code, again.out()).toBe(0);
    expect(again.out()).toContain('Every verdict is the same as in the run.');
  });

  it('Ctrl-C stops everything and keeps what is finished', async () => {
    const run = oauthChaos('run', 'control/no-fault', '--repeat', '50', '--parallel', '1');
    await expect.poll(finished, { timeout: 120_000 }).toBeGreaterThan(0);
    run.child.kill('SIGINT');
    expect(await run.code, run.out()).toBe(130);
    expect(results()).toMatchObject({ exitCode: 130, run: { stopped: { by: 'interruption' } } });
    expect(results().scenarios.length).toBeGreaterThan(0);
    expect(results().totals.notRun).toBe(50 - results().scenarios.length);
    expect(await oauthChaos('recheck', 'latest').code).toBe(130);
    expect(await oauthChaos('report', 'latest').code).toBe(130);
    expect(leasesOf(run.child.pid)).toEqual([]);
  });

  it('after a run that ended during boot, latest is no older run', async () => {
    const first = oauthChaos('run', 'control/no-fault');
    expect(await first.code, first.out()).toBe(0);
    const older = results().run.id;
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGKILL', 2],
    ] as const) {
      const run = oauthChaos('run', 'control/no-fault');
      await expect.poll(() => leasesOf(run.child.pid), { timeout: 120_000 }).not.toEqual([]);
      run.child.kill(signal);
      await run.code;
      for (const command of ['recheck', 'report']) {
        const read = oauthChaos(command, 'latest');
        expect(await read.code, read.out()).toBe(code);
        expect(read.out()).toContain(`The newest before it that recorded anything is ${older} `);
      }
    }
    expect(await oauthChaos('recheck', older).code).toBe(0);
    expect(await oauthChaos('clean').code).toBe(0);
  });

  it('SIGTERM ends a run at once, and nothing of it stays', async () => {
    const run = oauthChaos('run', 'control/no-fault', '--repeat', '50', '--parallel', '1');
    await expect.poll(finished, { timeout: 120_000 }).toBeGreaterThan(0);
    const [lease] = leasesOf(run.child.pid);
    run.child.kill('SIGTERM');
    expect(await run.code, run.out()).toBe(130);
    expect(results()).toMatchObject({ exitCode: 130, run: { stopped: { by: 'interruption' } } });
    // What the run had no time for, `clean` does in the background.
    await expect.poll(() => leasesOf(run.child.pid), { timeout: 60_000 }).toEqual([]);
    expect(lease && (await processesOf(lease))).toEqual([]);
    expect(globSync('reports/runs/latest/**/user', { cwd })).toEqual([]);
  });

  it('a killed run keeps what is finished, and the next command ends what it left running', async () => {
    const run = oauthChaos('run', 'control/no-fault', '--repeat', '50', '--parallel', '1');
    await expect.poll(finished, { timeout: 120_000 }).toBeGreaterThan(0);
    // In the middle of a scenario: between two of them the run would have nothing unfinished.
    await expect.poll(() => begun() - finished(), { interval: 5 }).toBeGreaterThan(0);
    run.child.kill('SIGKILL');
    await run.code;
    const kept = finished();
    expect(kept).toBeGreaterThan(0);
    expect(results()).toMatchObject({ exitCode: 2, totals: { notRun: 50 - kept } });
    const [lease] = leasesOf(run.child.pid);
    expect(lease && (await processesOf(lease))).not.toEqual([]);

    const clean = oauthChaos('clean');
    expect(await clean.code, clean.out()).toBe(0);
    expect(clean.out()).toContain('Cleaned up after a killed run');
    expect(lease && (await processesOf(lease))).toEqual([]);

    const again = oauthChaos('recheck', 'latest', '--reporter', 'no-list');
    expect(await again.code).toBe(2);
    expect(again.out()).toContain('had not finished when the run ended');
    expect(results().scenarios).toHaveLength(kept);

    const report = oauthChaos('report', 'latest', '--reporter', 'no-html');
    expect(await report.code).toBe(2);
    expect(report.out()).toContain(`Not run on`);
  });
});
