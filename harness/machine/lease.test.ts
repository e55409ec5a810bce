import { spawn } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  leasePath,
  leasesFolder,
  leaseSchema,
  readLeases,
  writeLease,
  type LeaseRecord,
} from './lease-file.ts';
import { processesOf, removeLeftovers } from './lease-leftovers.ts';
import { LEASE_MARKER, openLease } from './lease.ts';
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

function sleeper(options: { cwd?: string; env?: Record<string, string> } = {}): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: 'ignore',
    ...options,
    env: { ...options.env },
  });
  if (child.pid === undefined) throw new Error('no process');
  started.push(child.pid);
  return child.pid;
}

function recordOf(id: string): LeaseRecord {
  return leaseSchema.parse(JSON.parse(readFileSync(leasePath(leases, id), 'utf8')));
}

/** Makes the lease look like that of a harness that has ended. */
function orphan(id: string, change: Partial<LeaseRecord> = {}): void {
  writeLease(leases, {
    ...recordOf(id),
    owner: { pid: process.pid, startedAt: 'another time' },
    ...change,
  });
}

describe('a lease', () => {
  it('is on disk before anything starts, and gone with its folders after release', async () => {
    const lease = await openLease('2.41.1', leases);
    lease.makeFolder(join(root, 'user'));
    expect(recordOf(lease.id)).toMatchObject({
      owner: { pid: process.pid },
      folders: [join(root, 'user')],
      groups: [],
    });
    expect(readFileSync(join(root, 'user', LEASE_MARKER), 'utf8')).toBe(lease.id);
    await lease.release();
    expect(existsSync(join(root, 'user'))).toBe(false);
    expect(readdirSync(leases)).toEqual([]);
  });

  it('is left alone while its harness runs', async () => {
    const lease = await openLease('x', leases);
    lease.makeFolder(join(root, 'user'));
    const pid = sleeper({ env: lease.environment });
    await lease.noteGroup(pid);
    expect(await removeLeftovers(noDaemon, leases)).toEqual([]);
    expect(alive(pid)).toBe(true);
    expect(existsSync(join(root, 'user'))).toBe(true);
  });

  it('is left alone when it belongs to another machine or another container', async () => {
    const lease = await openLease('x', leases);
    orphan(lease.id, { machine: { ...recordOf(lease.id).machine, host: 'elsewhere' } });
    expect(await removeLeftovers(noDaemon, leases)).toEqual([]);
    orphan(lease.id, { machine: { ...recordOf(lease.id).machine, namespace: 'pid:[1]' } });
    expect(await removeLeftovers(noDaemon, leases)).toEqual([]);
  });

  it('of an earlier boot loses its folders but costs no process', async () => {
    const lease = await openLease('x', leases);
    lease.makeFolder(join(root, 'user'));
    const pid = sleeper();
    await lease.noteGroup(pid);
    orphan(lease.id, { machine: { ...recordOf(lease.id).machine, boot: 'an earlier one' } });
    expect(await removeLeftovers(noDaemon, leases)).toEqual([
      {
        lease: lease.id,
        killed: [],
        removed: [join(root, 'user')],
        bytes: expect.any(Number),
        kept: [],
      },
    ]);
    expect(alive(pid)).toBe(true);
  });
});

it('leases lie in the usual cache where OAUTH_CHAOS_CACHE is empty, not in the current folder', () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv('OAUTH_CHAOS_CACHE', undefined);
  const usual = leasesFolder();
  expect(isAbsolute(usual)).toBe(true);
  vi.stubEnv('OAUTH_CHAOS_CACHE', '');
  expect(leasesFolder()).toBe(usual);
});

describe('leftovers', () => {
  it('ends the noted group and processes only the mark knows, and nobody else', async () => {
    const lease = await openLease('x', leases);
    const noted = sleeper();
    const marked = sleeper({ env: lease.environment });
    const stranger = sleeper({ env: { OAUTH_CHAOS_LEASE: `${lease.id}0` } });
    await lease.noteGroup(noted);
    orphan(lease.id);
    await until(async () => (await processesOf(recordOf(lease.id))).length === 2);
    const [done] = await removeLeftovers(noDaemon, leases);
    expect([...(done?.killed ?? [])].sort()).toEqual([noted, marked].sort());
    await until(
      async () =>
        (await runningProcess(noted)) === undefined && (await runningProcess(marked)) === undefined,
    );
    expect(alive(stranger)).toBe(true);
  });

  it('spares a process that was given the number of a noted one', async () => {
    const lease = await openLease('x', leases);
    const stranger = sleeper();
    orphan(lease.id, { groups: [{ pid: stranger, startedAt: 'long ago' }] });
    expect((await removeLeftovers(noDaemon, leases))[0]?.killed).toEqual([]);
    expect(alive(stranger)).toBe(true);
  });

  it('keeps a folder that does not carry the marker', async () => {
    const lease = await openLease('x', leases);
    const precious = join(root, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'thesis.txt'), 'x');
    orphan(lease.id, { folders: [precious, join(root, 'never-made')] });
    expect((await removeLeftovers(noDaemon, leases))[0]).toMatchObject({
      kept: [precious],
      removed: [join(root, 'never-made')],
    });
    expect(existsSync(join(precious, 'thesis.txt'))).toBe(true);
  });

  it('has what a lease holds in a container daemon removed from that one', async () => {
    const lease = await openLease('x', leases);
    lease.noteDaemon('D1');
    orphan(lease.id);
    const asked: unknown[] = [];
    const remove = async (...what: readonly string[]) => {
      asked.push(what);
      return { containers: 2, networks: 1, volumes: 0 };
    };
    expect((await removeLeftovers(remove, leases))[0]).toMatchObject({
      contained: { containers: 2, networks: 1, volumes: 0 },
    });
    expect(asked).toEqual([['D1', lease.id]]);
    expect(readdirSync(leases)).toEqual([]);
  });

  it('leaves a lease for the next try when the daemon does not answer', async () => {
    const lease = await openLease('x', leases);
    lease.makeFolder(join(root, 'user'));
    lease.noteDaemon('D1');
    orphan(lease.id);
    expect(await removeLeftovers(noDaemon, leases)).toEqual([
      { lease: lease.id, killed: [], removed: [], bytes: 0, kept: [], postponed: 'nobody may ask' },
    ]);
    expect(readdirSync(leases)).toHaveLength(1);
    expect(existsSync(join(root, 'user'))).toBe(true);
  });

  it('that cannot be removed are told and stay for the next try; others go', async () => {
    const [first, second] = [await openLease('a', leases), await openLease('b', leases)];
    first.makeFolder(join(root, 'first'));
    second.makeFolder(join(root, 'second'));
    for (const { id } of [first, second]) orphan(id);
    const original = fs.rmSync;
    const refusing = sinon.stub(fs, 'rmSync').callsFake((path, options) => {
      if (path === join(root, 'first')) throw new Error('EACCES: permission denied');
      original(path, options);
    });
    syncBuiltinESMExports();
    onTestFinished(() => {
      refusing.restore();
      syncBuiltinESMExports();
    });
    const done = await removeLeftovers(noDaemon, leases);
    expect(done.find(({ lease }) => lease === first.id)).toEqual({
      lease: first.id,
      killed: [],
      removed: [],
      bytes: 0,
      kept: [],
      postponed: 'EACCES: permission denied',
    });
    expect(done.find(({ lease }) => lease === second.id)).toMatchObject({
      removed: [join(root, 'second')],
    });
    expect(readdirSync(leases)).toEqual([`${first.id}.json`]);
  });

  it('passes over files that are no lease', () => {
    mkdirSync(leases);
    writeFileSync(join(leases, 'cut.json'), '{"schema');
    expect(readLeases(leases)).toEqual({ leases: [], unreadable: ['cut.json'] });
  });
});
