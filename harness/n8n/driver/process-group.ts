import { setTimeout as sleep } from 'node:timers/promises';
import { runningProcesses } from '../../store/lease-processes.ts';

/** Sends a signal to every process of the group; nothing happens when there is none left. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // All of them have ended.
  }
}

/** Asks a process group to end, forces it after `graceMs`, and waits until not one process of it is left. */
export async function stopGroup(leader: number, graceMs: number): Promise<void> {
  signalGroup(leader, graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  const deadline = performance.now() + graceMs;
  for (let forced = graceMs <= 0; await anyLeft(leader); await sleep(50)) {
    if (forced || performance.now() < deadline) continue;
    forced = true;
    signalGroup(leader, 'SIGKILL');
  }
}

/**
 * Looks at the processes themselves: signal 0 also reaches zombies, and in a container whose first process does not
 * reap them those stay for ever.
 */
async function anyLeft(leader: number): Promise<boolean> {
  return (await runningProcesses()).some(({ group }) => group === leader);
}
