import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import type { Lease } from '../../machine/lease.ts';
import { signalGroup } from '../../machine/process-group.ts';
import { spawnGroup, type GroupOptions } from '../../machine/spawn-group.ts';
import type { ProcessName } from '../../model/system.ts';
import type { ProcessEvent } from '../../model/target.ts';

export interface SpawnOptions {
  readonly name: ProcessName;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** The output is appended to this file. */
  readonly logFile: string;
  readonly lease: Lease;
  readonly onProcess: (event: ProcessEvent) => void;
  /** True for a process that ends by itself when its work is done. */
  readonly finishes?: boolean;
  /** What it says when it ends because it was given something that it must not begin with. */
  readonly refusal?: RegExp | undefined;
  /** How long the process group may take to end before it is killed. */
  readonly stopGraceMs?: number;
  /** The signal that asks the process to end. */
  readonly stopSignal?: NodeJS.Signals;
  /** User and group to run as, for programs that refuse to run as root. */
  readonly user?: GroupOptions['user'];
}

/**
 * After SIGTERM n8n ends within a second, but it waits for running executions, which may never end.
 */
const STOP_GRACE_MS = 4_000;

/** One run of a service with all processes that it starts: a process group of its own. */
export interface ServiceProcess {
  readonly pid: number;
  /** Aborted when the process has ended, whether asked to or not. The reason says how it ended. */
  readonly ended: AbortSignal;
  /** True when the process was asked to end, or ends by itself as planned. */
  readonly stopping: boolean;
  /** Ends the whole group and waits until it has ended. With `force` it gets no time for this. */
  stop(force?: boolean): Promise<void>;
  /** Sends SIGKILL to the whole group, as a fault does. */
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
}

/** Starts the program as the leader of its own process group. Its output goes to the log file. */
function launch({
  command,
  args,
  directory,
  environment,
  lease,
  logFile,
  user,
}: SpawnOptions): ReturnType<typeof spawnGroup> {
  const log = openSync(logFile, 'a');
  const group = spawnGroup(command, args, {
    cwd: directory,
    env: { ...environment, ...lease.environment },
    stdout: log,
    stderr: log,
    ...(user === undefined ? {} : { user }),
  });
  closeSync(log);
  return group;
}

const endOf = (code: number | null, signal: NodeJS.Signals | null): Error =>
  new Error(
    signal === null ? `it ended with exit code ${String(code)}` : `it was ended by ${signal}`,
  );

/** Returns a function that looks whether the log says, from now on, that the process refuses. */
function refusalIn({ logFile, refusal }: SpawnOptions): () => boolean {
  if (refusal === undefined) return () => false;
  const from = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  return () => refusal.test(readFileSync(logFile).subarray(from).toString());
}

/**
 * @throws Error when the binary cannot be started at all, or what was started cannot be noted; it
 * is ended then
 */
export async function spawnService(options: SpawnOptions): Promise<ServiceProcess> {
  const { name, lease, onProcess, finishes = false } = options;
  const refused = refusalIn(options);
  const group = launch(options);
  if (group.leader === undefined) throw (await group.result).cause;
  const pid = group.leader;
  const ended = new AbortController();
  let stopping: Promise<void> | undefined;
  let asked: 'stopped' | 'killed' | undefined;
  const byItself = (): 'finished' | 'refused' | 'exited' =>
    finishes ? 'finished' : refused() ? 'refused' : 'exited';
  /** True when no process of the group is left; another group may then have its id. */
  let gone = false;
  onProcess({ process: name, state: 'started', pid });
  group.process.once('exit', (code, signal) => {
    onProcess({ process: name, state: asked ?? byItself(), pid, code, signal });
    ended.abort(endOf(code, signal));
  });

  async function endGroup(force: boolean): Promise<void> {
    const { stopGraceMs = STOP_GRACE_MS, stopSignal = 'SIGTERM' } = options;
    await group.stop(force ? 0 : stopGraceMs, stopSignal);
    if (!ended.signal.aborted)
      await new Promise((resolve) =>
        ended.signal.addEventListener('abort', resolve, { once: true }),
      );
    gone = true;
    lease.dropGroup(pid);
  }
  function ask(how: 'stopped' | 'killed', signal: NodeJS.Signals): void {
    // A process that has ended by itself keeps this state, even when it is asked to end afterwards.
    if (!ended.signal.aborted) asked ??= how;
    if (!gone) signalGroup(pid, signal);
  }
  function tell(state: 'paused' | 'resumed', signal: NodeJS.Signals): void {
    if (ended.signal.aborted) return;
    signalGroup(pid, signal);
    onProcess({ process: name, state, pid });
  }
  const service: ServiceProcess = {
    pid,
    ended: ended.signal,
    get stopping() {
      return finishes || asked !== undefined;
    },
    stop(force = false) {
      // A process that is stopped by SIGSTOP would not handle the request.
      ask('stopped', force ? 'SIGKILL' : 'SIGCONT');
      return (stopping ??= endGroup(force));
    },
    kill() {
      ask('killed', 'SIGKILL');
      return (stopping ??= endGroup(true));
    },
    pause: () => tell('paused', 'SIGSTOP'),
    resume: () => tell('resumed', 'SIGCONT'),
  };
  await lease.noteGroup(pid).catch(async (cause: unknown) => {
    // Nobody else knows this process yet, so it must be ended here.
    await service.stop(true).catch(() => undefined);
    throw cause;
  });
  return service;
}
