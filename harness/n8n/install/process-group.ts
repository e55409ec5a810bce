import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends a whole process group that was started with `detached`: first politely, after `graceMs` by force. Resolves when
 * no process of the group is left.
 */
export async function stopProcessGroup(leader: number, graceMs: number): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM')) return;
  const deadline = performance.now() + graceMs;
  while (performance.now() < deadline) {
    if (!signalGroup(leader, 0)) return;
    await sleep(50);
  }
  signalGroup(leader, 'SIGKILL');
  while (signalGroup(leader, 0)) await sleep(20);
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
