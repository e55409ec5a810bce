import { vi } from 'vitest';

/** True when a process with this id exists, even as a zombie. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the condition is true. Rejects when it is not within 10 s. */
export const until = (condition: () => boolean | Promise<boolean>): Promise<unknown> =>
  vi.waitUntil(condition, { timeout: 10_000, interval: 20 });
