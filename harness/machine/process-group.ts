import { poll } from './poll.ts';
import { runningProcesses } from './running-processes.ts';

/**
 * Sends a signal to every process of a group, identified by its leader, which was started with
 * `detached`. Signal 0 only asks whether there is a process. Returns false when there is none.
 */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  // For kill(2), 0 means the caller's own group and -1 means every process.
  if (leader <= 1) return false;
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks a process group to end, kills it after `graceMs`, and waits until no process of it is left.
 */
export async function stopGroup(
  leader: number,
  graceMs: number,
  politely: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  const gone = async (): Promise<true | undefined> =>
    (await isGroupRunning(leader)) ? undefined : true;
  if (graceMs > 0) {
    signalGroup(leader, politely);
    if (await poll(gone, { withinMs: graceMs })) return;
  }
  signalGroup(leader, 'SIGKILL');
  await poll(gone, { withinMs: Number.POSITIVE_INFINITY });
}

/**
 * True while a process of the group runs. It looks at the processes themselves, because signal 0
 * also reaches zombies. In a container whose first process does not reap them, zombies stay for
 * ever.
 */
export async function isGroupRunning(leader: number): Promise<boolean> {
  return signalGroup(leader, 0) && (await runningProcesses()).some(({ group }) => group === leader);
}
