import { FollowedOutput } from './follow-output.ts';
import { spawnGroup } from './spawn-group.ts';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The complete environment of the child process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** Called for each line of standard output. `stdout` of the result is then empty. */
  readonly onLine?: (line: string) => void;
  /** Called with the process id of the leader of the new process group. */
  readonly onSpawn?: (pid: number) => Promise<void>;
}

export interface CommandResult {
  /** Null when the program could not be started, was ended by a signal, or took too long. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** True when the program does not exist. */
  readonly missing: boolean;
  readonly timedOut: boolean;
}

export type RunCommand = (command: Command) => Promise<CommandResult>;

const GRACE_MS = 3_000;

/**
 * Runs a program to its end in its own process group, so that the processes it starts end with it.
 * A program that fails is a result, not an error.
 * @throws the signal's reason when it was aborted, after the whole group is gone
 */
export const runCommand: RunCommand = async (command) => {
  command.signal.throwIfAborted();
  const timeout = AbortSignal.timeout(command.timeoutMs ?? 2 ** 31 - 1);
  const { file, args, cwd, env } = command;
  await using output = command.onLine === undefined ? null : await FollowedOutput.open();
  const group = spawnGroup(file, args, {
    cwd,
    env,
    ...(output === null ? {} : { stdout: output.fd }),
  });
  await using _ending = stopOn(AbortSignal.any([command.signal, timeout]), group);
  if (group.leader !== undefined) await command.onSpawn?.(group.leader);
  if (command.onLine !== undefined) await output?.follow(group.result, command.onLine);
  const { exitCode = null, code, stdout, stderr } = await group.result;
  command.signal.throwIfAborted();
  return {
    exitCode,
    stdout: stdout ?? '',
    stderr: stderr ?? '',
    missing: code === 'ENOENT',
    timedOut: timeout.aborted,
  };
};

/**
 * Ends the process group when the signal is aborted. Disposing waits until an ending that has begun
 * is complete.
 */
function stopOn(
  signal: AbortSignal,
  group: Pick<ReturnType<typeof spawnGroup>, 'stop' | 'forget'>,
): AsyncDisposable {
  let ending = Promise.resolve();
  const stop = (): void => void (ending = group.stop(GRACE_MS));
  signal.addEventListener('abort', stop, { once: true });
  return {
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', stop);
      await ending;
      group.forget();
    },
  };
}
