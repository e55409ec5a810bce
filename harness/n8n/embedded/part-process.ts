import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { PartName } from '../../model/system.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { signalGroup, stopGroup } from '../../machine/process-group.ts';
import type { Lease } from '../../machine/lease.ts';

export interface SpawnOptions {
  readonly name: PartName;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** Appended to. */
  readonly logFile: string;
  readonly lease: Lease;
  readonly onProcess: (event: ProcessEvent) => void;
  /** True for what ends by itself once its work is done. */
  readonly finishes?: boolean;
  /** How long the group may take over ending politely. */
  readonly stopGraceMs?: number;
  /** What it is asked to end with. */
  readonly stopSignal?: NodeJS.Signals;
  /** User and group to run as, for what refuses to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** n8n ends within a second, but waits for running executions, which may never end. */
const STOP_GRACE_MS = 4_000;

/** One run of a part with everything it starts: a process group of its own. */
export interface PartProcess {
  readonly pid: number;
  /** Aborted once the process has ended, asked to or not. The reason says how. */
  readonly ended: AbortSignal;
  /** True when it was asked to, or was to end by itself. */
  readonly stopping: boolean;
  /** Ends the whole group and waits for that; `force` leaves it no time. */
  stop(force?: boolean): Promise<void>;
  /** SIGKILL to the whole group, as a fault. */
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
}

/**
 * Leaders of the groups that run. They end when we do, and share one listener: from eleven on Node
 * warns of a leak.
 */
const running = new Set<number>();
process.on('exit', () => running.forEach((leader) => signalGroup(leader, 'SIGKILL')));

/** Starts the binary as the leader of a group of its own; its output goes to the log file. */
async function launch(options: SpawnOptions): Promise<ChildProcess> {
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    cwd: options.directory,
    env: { ...options.environment, ...options.lease.environment },
    detached: true,
    stdio: ['ignore', log, log],
    ...options.user,
  });
  closeSync(log);
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return child;
}

const endOf = (code: number | null, signal: NodeJS.Signals | null): Error =>
  new Error(
    signal === null ? `it ended with exit code ${String(code)}` : `it was ended by ${signal}`,
  );

/**
 * @throws Error when the binary cannot be started at all, or what was started cannot be noted; it
 * is ended then
 */
export async function spawnPart(options: SpawnOptions): Promise<PartProcess> {
  const { name, lease, onProcess, finishes = false } = options;
  const child = await launch(options);
  const pid = child.pid ?? 0;
  const ended = new AbortController();
  let stopping: Promise<void> | undefined;
  let asked: 'stopped' | 'killed' | undefined;
  const byItself = finishes ? 'finished' : 'exited';
  /** Nothing of the group is left, and its number may be somebody else's. */
  let gone = false;
  running.add(pid);
  onProcess({ process: name, state: 'started', pid });
  child.once('exit', (code, signal) => {
    onProcess({ process: name, state: asked ?? byItself, pid, code, signal });
    ended.abort(endOf(code, signal));
  });

  async function endGroup(force: boolean): Promise<void> {
    const { stopGraceMs = STOP_GRACE_MS, stopSignal = 'SIGTERM' } = options;
    await stopGroup(pid, force ? 0 : stopGraceMs, stopSignal);
    if (!ended.signal.aborted)
      await new Promise((resolve) =>
        ended.signal.addEventListener('abort', resolve, { once: true }),
      );
    gone = true;
    running.delete(pid);
    lease.dropGroup(pid);
  }
  function ask(how: 'stopped' | 'killed', signal: NodeJS.Signals): void {
    // What ended by itself stays so, whatever it is asked afterwards.
    if (!ended.signal.aborted) asked ??= how;
    if (!gone) signalGroup(pid, signal);
  }
  function tell(state: 'paused' | 'resumed', signal: NodeJS.Signals): void {
    if (ended.signal.aborted) return;
    signalGroup(pid, signal);
    onProcess({ process: name, state, pid });
  }
  const part: PartProcess = {
    pid,
    ended: ended.signal,
    get stopping() {
      return finishes || asked !== undefined;
    },
    stop(force = false) {
      // One that is stopped by SIGSTOP would not hear of it.
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
    // Nobody else has heard of it yet.
    await part.stop(true).catch(() => undefined);
    throw cause;
  });
  return part;
}
