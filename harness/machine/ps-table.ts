import type { RunningProcess } from './proc-stat.ts';

/** The columns `parsePsTable` reads. */
export const PS_COLUMNS = 'pid=,pgid=,stat=,lstart=';

/**
 * Parses what `ps -o` prints for `PS_COLUMNS`. Zombies are left out. The start time is the rest of
 * the line, including its spaces.
 */
export function parsePsTable(text: string): RunningProcess[] {
  return text.split('\n').flatMap((line) => {
    const [pid, group, state, ...start] = line.trim().split(/\s+/);
    return pid === undefined || group === undefined || state === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), group: Number(group), startedAt: start.join(' ') }];
  });
}
