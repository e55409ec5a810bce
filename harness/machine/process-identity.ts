import { z } from 'zod';
import { runningProcess } from './running-processes.ts';

/**
 * Identifies a process by its id and its start time, so that a later process with the same id is
 * not mistaken for it.
 */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  startedAt: z.string().min(1),
});

export type ProcessIdentity = Readonly<z.infer<typeof processIdentitySchema>>;

/**
 * Identity of a running process; null when no process with that id runs. A zombie does not count as
 * running.
 */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const running = await runningProcess(pid);
  return running === undefined ? null : { pid, startedAt: running.startedAt };
}

/** True while exactly this process runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await runningProcess(identity.pid))?.startedAt === identity.startedAt;
}
