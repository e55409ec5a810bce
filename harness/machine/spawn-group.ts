import { execa } from 'execa';
import { signalGroup, stopGroup } from './process-group.ts';

/**
 * Leaders of the groups that run. They end when we do, and share one listener: from eleven on Node
 * warns of a leak.
 */
const running = new Set<number>();
process.on('exit', () => running.forEach((leader) => signalGroup(leader, 'SIGKILL')));

export interface GroupOptions {
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Number of the file that gets standard output; kept in the result when there is none. */
  readonly stdout?: number;
  /** Likewise for standard error. */
  readonly stderr?: number;
  /** User and group to run as, for what refuses to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * Starts a program as the leader of a process group of its own, so that what it starts can be ended
 * with it. All of it is killed when our own process ends first. Never throws: a program that cannot
 * be started has no `leader`, and the `result` says why.
 */
export function spawnGroup(file: string, args: readonly string[], options: GroupOptions) {
  const { cwd, env, user } = options;
  const child = execa(file, args, {
    cwd,
    env,
    extendEnv: false,
    detached: true,
    reject: false,
    stdin: 'ignore',
    stdout: to(options.stdout),
    stderr: to(options.stderr),
    all: true,
    ...user,
  });
  const { pid: leader, nodeChildProcess } = child;
  if (leader !== undefined) running.add(leader);
  /** From now on the group's number may be somebody else's. */
  const forget = (): void => void (leader !== undefined && running.delete(leader));
  return {
    leader,
    /** Its outcome, also when it could not be started. */
    result: child,
    process: nodeChildProcess,
    forget,
    /** Asks the group to end, forces it after `graceMs`, and waits until nothing of it is left. */
    async stop(graceMs: number, politely?: NodeJS.Signals): Promise<void> {
      if (leader !== undefined) await stopGroup(leader, graceMs, politely);
      forget();
    },
  };
}

/** execa's types know file numbers up to 9; any will do. */
const to = (file: number | undefined) => (file ?? 'pipe') as 'pipe' | 3;
