import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { leasePath, leasesFolder, readLeases, type LeaseRecord } from './lease-file.ts';
import { LEASE_MARKER, LEASE_VARIABLE } from './lease.ts';
import { ownerStatus, thisMachine } from './owner-status.ts';
import { poll } from './poll.ts';
import type { RunningProcess } from './proc-stat.ts';
import { environmentOf, runningProcesses, workingDirectoryOf } from './running-processes.ts';

/** What was found and done about one lease whose harness is gone. */
export interface Leftover {
  readonly lease: string;
  /** Processes ended, by number. */
  readonly killed: readonly number[];
  readonly removed: readonly string[];
  /** Folders left alone because they do not carry the lease's marker. */
  readonly kept: readonly string[];
  /** What was removed from a container daemon; missing when the lease held nothing there. */
  readonly contained?: Contained;
  /** Why something is left, in a container daemon or on disk; the lease stays for the next try. */
  readonly postponed?: string;
}

/** How many of each were removed from a container daemon. */
export interface Contained {
  readonly containers: number;
  readonly networks: number;
  readonly volumes: number;
}

/**
 * Removes everything of a lease from a container daemon. Rejects when that daemon does not answer,
 * or is another one.
 */
export type RemoveContained = (daemon: string, lease: string) => Promise<Contained>;

/**
 * Ends what harnesses that were killed left running, in a container daemon too, and removes the
 * folders they had leased. Touches nothing of a harness that still runs, of another machine or of
 * another container; a process is ended only when it is exactly the one noted (number and start
 * time), carries the lease's mark, or stands in a noted group.
 */
export async function removeLeftovers(
  removeContained: RemoveContained,
  folder: string = leasesFolder(),
): Promise<readonly Leftover[]> {
  const { boot } = await thisMachine();
  const done: Leftover[] = [];
  for (const lease of readLeases(folder).leases) {
    if ((await ownerStatus(lease)) !== 'dead') continue;
    // Its harness may have ended properly since the folder was read.
    if (!existsSync(leasePath(folder, lease.id))) continue;
    // A reboot has ended its processes; their numbers are other processes' now.
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
        kept: [],
        postponed: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return done;
}

/** First what is in the daemon, which may use the folders. */
async function removeHoldings(
  { id, daemon, folders }: LeaseRecord,
  removeContained: RemoveContained,
): Promise<Pick<Leftover, 'removed' | 'kept' | 'contained'>> {
  const contained = daemon === undefined ? {} : { contained: await removeContained(daemon, id) };
  const removed = folders.filter((path) => removeLeased(path, id));
  return { removed, kept: folders.filter((path) => !removed.includes(path)), ...contained };
}

/** Kills until none is left: a process may fork while its siblings are being killed. */
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

/** The processes that run under a lease, whether or not it had been told of them yet. */
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
    // A marked leader was started by us, so its group is ours although nobody noted it.
    if (marked.has(running.pid) || marked.has(running.group)) return true;
    const leaderStart = noted.get(running.group);
    if (leaderStart === undefined) return false;
    const leader = byPid.get(running.group);
    if (leader !== undefined) return leader.startedAt === leaderStart;
    // The leader is gone. Its number is not given away while the group lives, so this can only be a
    // stranger when the whole group ended and another one took its number and lost its leader too:
    // the working directory tells.
    return await worksUnder(running, lease);
  }
}

async function isMarked({ pid }: RunningProcess, lease: LeaseRecord): Promise<boolean> {
  return (await environmentOf(pid)).split(/[\0\s]/).includes(`${LEASE_VARIABLE}=${lease.id}`);
}

/**
 * n8n hands its children a fresh environment without our mark, but they share the leader's working
 * directory.
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
    // It ended by itself meanwhile.
  }
}

/** True when the folder is gone. One without the marker of this lease stays, unless it is empty. */
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
