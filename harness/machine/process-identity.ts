import { z } from 'zod';
import { runningProcess } from './running-processes.ts';

/** A process that cannot be mistaken for a later one with the same number. */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  startedAt: z.string().min(1),
});

export type ProcessIdentity = Readonly<z.infer<typeof processIdentitySchema>>;

/**
 * Identity of a running process, or null when there is none with that number (a zombie counts as
 * none).
 */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const running = await runningProcess(pid);
  return running === undefined ? null : { pid, startedAt: running.startedAt };
}

/** True while that very process runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await runningProcess(identity.pid))?.startedAt === identity.startedAt;
}
