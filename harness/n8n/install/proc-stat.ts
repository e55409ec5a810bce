export interface ProcStat {
  readonly zombie: boolean;
  readonly group: number;
  /** Clock ticks since boot. */
  readonly startedAt: string;
}

/** Reads `/proc/<pid>/stat` (proc_pid_stat(5)). Field 2 is the program in brackets and may hold anything; fields 3, 5 and 22 are what we want. */
export function parseProcStat(text: string): ProcStat | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, , group] = fields;
  const startedAt = fields[19];
  return state === undefined || group === undefined || startedAt === undefined ? null : { zombie: state === 'Z', group: Number(group), startedAt };
}
