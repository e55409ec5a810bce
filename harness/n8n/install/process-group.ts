import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseProcStat } from './proc-stat.ts';

const POLL_MS = 100;

/**
 * Ends a whole process group that was started with `detached`: first politely, after `graceMs` by force. Resolves when
 * no process of the group runs any more.
 */
export async function stopProcessGroup(leader: number, graceMs: number): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM')) return;
  const deadline = performance.now() + graceMs;
  while (performance.now() < deadline) {
    if (!(await isGroupRunning(leader))) return;
    await sleep(POLL_MS);
  }
  signalGroup(leader, 'SIGKILL');
  while (await isGroupRunning(leader)) await sleep(POLL_MS);
}

/** Sends a signal to every process of the group; false when there is none left to hear it. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * True while a process of the group runs. An orphan that ended stays a zombie until PID 1 fetches it, in a container
 * perhaps for ever, and still hears signals: it must not count.
 */
export async function isGroupRunning(leader: number): Promise<boolean> {
  if (!signalGroup(leader, 0)) return false;
  if (process.platform !== 'linux') return true;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.map((stat) => parseProcStat(stat)).some((stat) => stat?.group === leader && !stat.zombie);
}
