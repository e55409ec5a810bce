/** What the system tells of one running process, beside its number. */
export interface ProcessState {
  /** Process group. */
  readonly group: number;
  /**
   * When it started, in the system's own unit: only ever compared for equality with another start
   * on this machine.
   */
  readonly startedAt: string;
}

/** One running process, as far as the system tells. Zombies are left out: nothing of them runs. */
export interface RunningProcess extends ProcessState {
  readonly pid: number;
}

/**
 * Reads `/proc/<pid>/stat`; undefined for a zombie, of which nothing runs. proc_pid_stat(5): state
 * is field 3, process group 5, start in clock ticks since boot 22; field 2 is the program in
 * brackets and may hold anything.
 */
export function parseProcStat(text: string): ProcessState | undefined {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, group, startedAt] = [fields[0], fields[2], fields[19]];
  return state === 'Z' || state === 'X' || group === undefined || startedAt === undefined
    ? undefined
    : { group: Number(group), startedAt };
}
