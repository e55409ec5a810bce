/** What the system says about a running process, beside its process id. */
export interface ProcessState {
  /** Process group. */
  readonly group: number;
  /**
   * Start time in the system's own unit. It is only compared for equality with another start on
   * this machine.
   */
  readonly startedAt: string;
}

/** One running process. Zombies are left out, because nothing of them runs. */
export interface RunningProcess extends ProcessState {
  readonly pid: number;
}

/**
 * Parses `/proc/<pid>/stat`; undefined for a zombie. proc_pid_stat(5): field 3 is the state, 5 the
 * process group, 22 the start in clock ticks since boot. Field 2 is the program's name in
 * parentheses and may contain any characters.
 */
export function parseProcStat(text: string): ProcessState | undefined {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, group, startedAt] = [fields[0], fields[2], fields[19]];
  return state === 'Z' || state === 'X' || group === undefined || startedAt === undefined
    ? undefined
    : { group: Number(group), startedAt };
}
