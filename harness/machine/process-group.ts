import { poll } from './poll.ts';
import { runningProcesses } from './running-processes.ts';

/**
 * Sends a signal to every process of a group, by the leader it was started with (`detached`); 0
 * only asks. False when there is none left to hear it.
 */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  // kill(2) takes 0 for our own group and -1 for everything there is.
  if (leader <= 1) return false;
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks a process group to end, forces it after `graceMs`, and waits until not one process of it is
 * left.
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
 * True while a process of the group runs. Looks at the processes themselves: signal 0 also reaches
 * zombies, and in a container whose first process does not fetch them those stay for ever.
 */
export async function isGroupRunning(leader: number): Promise<boolean> {
  return signalGroup(leader, 0) && (await runningProcesses()).some(({ group }) => group === leader);
}
