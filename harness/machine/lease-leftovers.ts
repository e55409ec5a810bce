import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { folderSizes } from './folder-sizes.ts';
import { leasePath, leasesFolder, readLeases, type LeaseRecord } from './lease-file.ts';
import { LEASE_MARKER, LEASE_VARIABLE } from './lease.ts';
import { ownerStatus, thisMachine } from './owner-status.ts';
import { poll } from './poll.ts';
import type { RunningProcess } from './proc-stat.ts';
import { environmentOf, runningProcesses, workingDirectoryOf } from './running-processes.ts';

/** What was found and cleaned up for one lease whose harness has ended. */
export interface Leftover {
  readonly lease: string;
  /** Process ids of the processes that were killed. */
  readonly killed: readonly number[];
  readonly removed: readonly string[];
  /** Bytes of what was removed from this machine's disk. */
  readonly bytes: number;
  /** Folders left alone because they do not carry the lease's marker. */
  readonly kept: readonly string[];
  /** What was removed from a container daemon; missing when the lease held nothing there. */
  readonly contained?: Contained;
  /**
   * Why something could not be removed, from a container daemon or from disk. The lease then stays
   * for the next attempt.
   */
  readonly postponed?: string;
}

/** How many of each were removed from a container daemon. */
export interface Contained {
  readonly containers: number;
  readonly networks: number;
  readonly volumes: number;
}

/**
 * Removes everything that belongs to a lease from a container daemon. Rejects when the daemon does
 * not answer, or when another daemon answers.
 */
export type RemoveContained = (daemon: string, lease: string) => Promise<Contained>;

/**
 * Cleans up after harnesses that were killed: ends their processes, removes their containers and
 * the folders of their leases. It touches nothing of a harness that still runs, or of a harness on
 * another machine or in another container. A process is ended only when it is exactly the recorded
 * one (process id and start time), carries the lease's mark, or belongs to a recorded process
 * group.
 */
export async function removeLeftovers(
  removeContained: RemoveContained,
  folder: string = leasesFolder(),
): Promise<readonly Leftover[]> {
  const { boot } = await thisMachine();
  const done: Leftover[] = [];
  for (const lease of readLeases(folder).leases) {
    if ((await ownerStatus(lease)) !== 'dead') continue;
    // The harness may have removed its lease since the folder was read.
    if (!existsSync(leasePath(folder, lease.id))) continue;
    // A reboot has ended its processes. Their process ids now belong to other processes.
    const killed = lease.machine.boot === boot ? await endProcesses(lease) : [];
    try {
      const holdings = await removeHoldings(lease, removeContained);
      rmSync(leasePath(folder, lease.id), { force: true });
      done.push({ lease: lease.id, killed, ...holdings });
    } catch (error) {
      done.push({
        lease: lease.id,
        killed,
        removed: [],
        bytes: 0,
        kept: [],
        postponed: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return done;
}

/** Containers are removed first, because they may use the folders. */
async function removeHoldings(
  { id, daemon, folders }: LeaseRecord,
  removeContained: RemoveContained,
): Promise<Pick<Leftover, 'removed' | 'bytes' | 'kept' | 'contained'>> {
  const contained = daemon === undefined ? {} : { contained: await removeContained(daemon, id) };
  const sizes = await folderSizes(folders);
  const removed = folders.filter((path) => removeLeased(path, id));
  const bytes = removed.reduce((all, path) => all + (sizes.get(path) ?? 0), 0);
  const kept = folders.filter((path) => !removed.includes(path));
  return { removed, bytes, kept, ...contained };
}

/**
 * Kills until no process is left, because a process may fork while its siblings are being killed.
 */
async function endProcesses(lease: LeaseRecord): Promise<readonly number[]> {
  const killed = new Set<number>();
  const killLeft = async (): Promise<true | undefined> => {
    const left = await processesOf(lease);
    for (const { pid } of left) {
      killed.add(pid);
      kill(pid);
    }
    return left.length === 0 ? true : undefined;
  };
  await poll(killLeft, { withinMs: 10_000, everyMs: 25 });
  return [...killed];
}

/** All processes that run under a lease, including those that were not recorded in it yet. */
export async function processesOf(lease: LeaseRecord): Promise<readonly RunningProcess[]> {
  const all = (await runningProcesses()).filter(({ pid }) => pid !== process.pid);
  const byPid = new Map(all.map((running) => [running.pid, running]));
  const noted = new Map(lease.groups.map(({ pid, startedAt }) => [pid, startedAt]));
  const marked = new Set(
    (
      await Promise.all(
        all.map(async (running) => ((await isMarked(running, lease)) ? [running.pid] : [])),
      )
    ).flat(),
  );
  const checked = await Promise.all(
    all.map(async (running) => ((await belongs(running)) ? [running] : [])),
  );
  return checked.flat();

  async function belongs(running: RunningProcess): Promise<boolean> {
    // The harness started every leader that carries the mark, so the whole group belongs to the
    // lease even if it was never recorded.
    if (marked.has(running.pid) || marked.has(running.group)) return true;
    const leaderStart = noted.get(running.group);
    if (leaderStart === undefined) return false;
    const leader = byPid.get(running.group);
    if (leader !== undefined) return leader.startedAt === leaderStart;
    // The leader has ended. The system does not reuse its process id while the group exists. A
    // foreign group can have this id only when the whole group ended and another group got the id
    // and lost its leader as well. The working directory tells the two apart.
    return await worksUnder(running, lease);
  }
}

async function isMarked({ pid }: RunningProcess, lease: LeaseRecord): Promise<boolean> {
  return (await environmentOf(pid)).split(/[\0\s]/).includes(`${LEASE_VARIABLE}=${lease.id}`);
}

/**
 * n8n starts its child processes with a new environment without the lease's mark, but they have the
 * same working directory as the leader.
 */
async function worksUnder({ pid }: RunningProcess, lease: LeaseRecord): Promise<boolean> {
  const directory = await workingDirectoryOf(pid);
  if (directory === undefined || lease.folders.length === 0) return true;
  const path = directory.replace(/ \(deleted\)$/, '');
  return lease.folders.some((folder) => path === folder || path.startsWith(`${folder}${sep}`));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has ended by itself meanwhile.
  }
}

/**
 * Removes a folder; returns true when it is gone. A folder without the marker of this lease stays,
 * unless it is empty.
 */
function removeLeased(path: string, id: string): boolean {
  let names: readonly string[];
  try {
    names = readdirSync(path);
  } catch {
    return true;
  }
  if (names.length > 0 && markerOf(path) !== id) return false;
  rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  return true;
}

function markerOf(path: string): string | undefined {
  try {
    return readFileSync(join(path, LEASE_MARKER), 'utf8');
  } catch {
    return undefined;
  }
}
