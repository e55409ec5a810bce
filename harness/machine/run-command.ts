import { FollowedOutput } from './follow-output.ts';
import { spawnGroup } from './spawn-group.ts';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** Hears each line of standard output; `stdout` of the result is then empty. */
  readonly onLine?: (line: string) => void;
  /** Hears the leader of the new process group. */
  readonly onSpawn?: (pid: number) => Promise<void>;
}

export interface CommandResult {
  /** Null when it could not be started, was ended by a signal or took too long. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The program does not exist. */
  readonly missing: boolean;
  readonly timedOut: boolean;
}

export type RunCommand = (command: Command) => Promise<CommandResult>;

const GRACE_MS = 3_000;

/**
 * Runs a program to its end in a process group of its own, so that what it starts ends with it. A
 * failing program is a result, not an error.
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

/** Ends the group on the signal. Disposing waits for an ending that began. */
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
