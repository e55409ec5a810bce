import { execa } from 'execa';
import { signalGroup, stopGroup } from './process-group.ts';

/**
 * Leaders of the running groups. They are killed when this process exits. One listener serves all
 * of them, because Node warns of a leak from eleven listeners on.
 */
const running = new Set<number>();
process.on('exit', () => running.forEach((leader) => signalGroup(leader, 'SIGKILL')));

export interface GroupOptions {
  readonly cwd: string;
  /** The complete environment of the program. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File descriptor that gets standard output. Without it the output is kept in the result. */
  readonly stdout?: number;
  /** The same for standard error. */
  readonly stderr?: number;
  /** User and group to run as, for programs that refuse to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * Starts a program as the leader of its own process group, so that the processes it starts can be
 * ended with it. The whole group is killed when this process ends first. Never throws: when the
 * program cannot be started, there is no `leader`, and `result` says why.
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
  /** From now on another process group may have this id, so it must not be killed at exit. */
  const forget = (): void => void (leader !== undefined && running.delete(leader));
  return {
    leader,
    /** The result of the program, also when it could not be started. */
    result: child,
    process: nodeChildProcess,
    forget,
    /**
     * Asks the group to end, kills it after `graceMs`, and waits until no process of it is left.
     */
    async stop(graceMs: number, politely?: NodeJS.Signals): Promise<void> {
      if (leader !== undefined) await stopGroup(leader, graceMs, politely);
      forget();
    },
  };
}

/** execa's types allow only file descriptors up to 9, but any descriptor works. */
const to = (file: number | undefined) => (file ?? 'pipe') as 'pipe' | 3;
