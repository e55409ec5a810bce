import { readFile, readdir, readlink } from 'node:fs/promises';
import { execa } from 'execa';

/** One running process, as far as the system tells. Zombies are left out: nothing of them runs. */
export interface RunningProcess {
  readonly pid: number;
  /** Process group. */
  readonly group: number;
  /** When it started, in the system's own unit: only ever compared for equality with another start on this machine. */
  readonly startedAt: string;
}

/** Every running process. */
export async function runningProcesses(): Promise<readonly RunningProcess[]> {
  return process.platform === 'linux' ? await fromProc() : await fromPs();
}

/** One process by number, or undefined when it does not run. */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  if (process.platform === 'linux') return await procStat(pid);
  return (await fromPs()).find((running) => running.pid === pid);
}

/** The process's environment as one text, empty when it may not be read. */
export async function environmentOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
  return await ps(['-E', '-ww', '-o', 'command=', '-p', String(pid)]);
}

/** Working directory of a process; undefined where the system does not tell (macOS, another user's process). */
export async function workingDirectoryOf(pid: number): Promise<string | undefined> {
  return process.platform === 'linux' ? await readlink(`/proc/${pid}/cwd`).catch(() => undefined) : undefined;
}

async function fromProc(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map((pid) => procStat(Number(pid))));
  return all.filter((running) => running !== undefined);
}

/** proc_pid_stat(5): state is field 3, process group 5, start in clock ticks since boot 22; field 2 stands in brackets and may hold anything. */
async function procStat(pid: number): Promise<RunningProcess | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, group, startedAt] = [fields[0], fields[2], fields[19]];
  return state === 'Z' || state === 'X' || group === undefined || startedAt === undefined ? undefined : { pid, group: Number(group), startedAt };
}

async function fromPs(): Promise<RunningProcess[]> {
  const lines = (await ps(['-ax', '-o', 'pid=,pgid=,stat=,lstart='])).split('\n');
  return lines.flatMap((line) => {
    const [pid, group, state, ...start] = line.trim().split(/\s+/);
    return pid === undefined || group === undefined || state === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), group: Number(group), startedAt: start.join(' ') }];
  });
}

async function ps(args: readonly string[]): Promise<string> {
  const { stdout } = await execa('ps', args, { reject: false, env: { LC_ALL: 'C' } });
  return stdout;
}
