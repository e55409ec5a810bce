import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { FollowedOutput } from './follow-output.ts';
import { signalGroup, stopGroup } from './process-group.ts';

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
  await using output = command.onLine === undefined ? null : await FollowedOutput.open();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: definedOnly(command.env),
    detached: true,
    stdio: ['ignore', output?.fd ?? 'pipe', 'pipe'],
  });
  await using _group = endGroupWith(child.pid, AbortSignal.any([command.signal, timeout]));
  const ended = endOf(child);
  const texts = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  if (child.pid !== undefined) await command.onSpawn?.(child.pid);
  if (command.onLine !== undefined) await output?.follow(ended, command.onLine);
  const [{ exitCode, missing }, [stdout, stderr]] = await Promise.all([ended, texts]);
  command.signal.throwIfAborted();
  return { exitCode, stdout, stderr, missing, timedOut: timeout.aborted };
};

function endOf(child: ChildProcess): Promise<Pick<CommandResult, 'exitCode' | 'missing'>> {
  return new Promise((resolve) => {
    child.once('error', (error) =>
      resolve({ exitCode: null, missing: 'code' in error && error.code === 'ENOENT' }),
    );
    child.once('close', (exitCode) => resolve({ exitCode, missing: false }));
  });
}

async function textOf(stream: Readable | null): Promise<string> {
  return stream === null ? '' : (await text(stream)).replace(/\n$/, '');
}

/**
 * Ends the group on the signal, and when our own process ends without having waited for it.
 * Disposing waits for an ending that began.
 */
function endGroupWith(pid: number | undefined, signal: AbortSignal): AsyncDisposable {
  let ending = Promise.resolve();
  const stop = (): void => {
    if (pid !== undefined) ending = stopGroup(pid, GRACE_MS);
  };
  const kill = (): void => {
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  process.once('exit', kill);
  return {
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', stop);
      process.off('exit', kill);
      await ending;
    },
  };
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
