import { readFile, readdir, readlink } from 'node:fs/promises';
import { execa } from 'execa';
import { parseProcStat, type RunningProcess } from './proc-stat.ts';
import { PS_COLUMNS, parsePsTable } from './ps-table.ts';

/** Every running process. */
export async function runningProcesses(): Promise<readonly RunningProcess[]> {
  return process.platform === 'linux'
    ? await fromProc()
    : parsePsTable(await ps('-ax', '-o', PS_COLUMNS));
}

/** One process by its id; undefined when it does not run. */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  return process.platform === 'linux'
    ? await procStat(pid)
    : parsePsTable(await ps('-o', PS_COLUMNS, '-p', String(pid)))[0];
}

/** The environment of a process as one text; empty when it may not be read. */
export async function environmentOf(pid: number): Promise<string> {
  if (process.platform === 'linux')
    return await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
  return await ps('-E', '-ww', '-o', 'command=', '-p', String(pid));
}

/**
 * Working directory of a process; undefined when the system does not tell it (on macOS, or for
 * another user's process).
 */
export async function workingDirectoryOf(pid: number): Promise<string | undefined> {
  return process.platform === 'linux'
    ? await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    : undefined;
}

async function fromProc(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map((pid) => procStat(Number(pid))));
  return all.filter((running) => running !== undefined);
}

async function procStat(pid: number): Promise<RunningProcess | undefined> {
  const state = parseProcStat(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
  return state === undefined ? undefined : { pid, ...state };
}

/**
 * Runs `ps` with a fixed language and time zone: it prints start times in words and in local time,
 * and the same start must always read the same.
 */
async function ps(...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('ps', args, { reject: false, env: { LC_ALL: 'C', TZ: 'UTC' } });
  return stdout;
}
