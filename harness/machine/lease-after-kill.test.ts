import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from './lease-leftovers.ts';
import { runningProcess } from './running-processes.ts';
import { alive, until } from './testing/processes.ts';

const noDaemon = async (): Promise<never> => {
  throw new Error('nobody may ask');
};
let root: string;
let leases: string;
const started: number[] = [];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'lease-')));
  leases = join(root, 'leases');
});
afterEach(() => {
  for (const pid of started.splice(0)) if (alive(pid)) process.kill(pid, 'SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/**
 * A harness that opens a lease, starts a child process that starts one itself, and reports this.
 * Then it waits until it is killed.
 */
const HARNESS = `
  import { spawn } from 'node:child_process';
  const { openLease } = await import(process.argv[1]);
  const [leases, folder, withNote] = process.argv.slice(2);
  const lease = await openLease('victim', leases);
  lease.makeFolder(folder);
  const grandchild = "setInterval(() => {}, 1000)";
  const child = "const c = require('child_process').spawn(process.execPath, ['-e', " + JSON.stringify(grandchild) + "], { env: {}, stdio: 'ignore' }); require('fs').writeFileSync('pids', process.pid + ' ' + c.pid); setInterval(() => {}, 1000)";
  const started = spawn(process.execPath, ['-e', child], { cwd: folder, detached: true, stdio: 'ignore', env: lease.environment });
  if (withNote === 'noted') await lease.noteGroup(started.pid);
  process.stdout.write('ready');
  setInterval(() => {}, 1000);
`;

async function killedHarness(
  note: 'noted' | 'unnoted',
): Promise<{ folder: string; leader: number; child: number }> {
  const folder = join(root, 'user');
  const harness = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      HARNESS,
      new URL('lease.ts', import.meta.url).href,
      leases,
      folder,
      note,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (harness.pid !== undefined) started.push(harness.pid);
  const ended = new Promise((resolve) => harness.once('exit', resolve));
  await new Promise((resolve) => harness.stdout.once('data', resolve));
  await until(
    () =>
      existsSync(join(folder, 'pids')) && readFileSync(join(folder, 'pids'), 'utf8').includes(' '),
  );
  const [leader, child] = readFileSync(join(folder, 'pids'), 'utf8').split(' ').map(Number);
  if (leader === undefined || child === undefined) throw new Error('no numbers');
  started.push(leader, child);
  harness.kill('SIGKILL');
  await ended;
  return { folder, leader, child };
}

describe('after kill -9 of the harness', () => {
  it('the whole group it had started is ended and its folder removed', async () => {
    const { folder, leader, child } = await killedHarness('noted');
    expect(alive(leader) && alive(child)).toBe(true);
    const [done] = await removeLeftovers(noDaemon, leases);
    expect([...(done?.killed ?? [])].sort()).toEqual([leader, child].sort());
    expect(done?.removed).toEqual([folder]);
    expect(await runningProcess(leader)).toBeUndefined();
    expect(await runningProcess(child)).toBeUndefined();
    expect(readdirSync(leases)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'a child whose leader died too is found, although it carries no mark',
    async () => {
      const { leader, child } = await killedHarness('noted');
      process.kill(leader, 'SIGKILL');
      await until(async () => (await runningProcess(leader)) === undefined);
      expect((await removeLeftovers(noDaemon, leases))[0]?.killed).toEqual([child]);
    },
  );

  it('a process started but not yet noted is found by its mark, and its unmarked child with it', async () => {
    const { leader, child } = await killedHarness('unnoted');
    expect([...((await removeLeftovers(noDaemon, leases))[0]?.killed ?? [])].sort()).toEqual(
      [leader, child].sort(),
    );
  });
});
