import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { parseProcStat } from './proc-stat.ts';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in whatever unit the system tells; only ever compared for equality. */
  readonly startedAt: string;
}

/** Identity of a running process, or null when there is none with that number (a zombie counts as none). */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const startedAt = process.platform === 'linux' ? await linuxStart(pid) : await psStart(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** True while that very process runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startedAt === identity.startedAt;
}

async function linuxStart(pid: number): Promise<string | null> {
  const stat = parseProcStat(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
  return stat === null || stat.zombie ? null : stat.startedAt;
}

async function psStart(pid: number): Promise<string | null> {
  const { stdout } = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], { reject: false, env: { LC_ALL: 'C' } });
  return stdout.trim() === '' ? null : stdout.trim();
}
