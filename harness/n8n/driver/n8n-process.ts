import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { ProcessEvent } from '../../model/target.ts';
import type { Lease } from '../../store/lease.ts';
import { signalGroup, stopGroup } from '../../process/process-group.ts';

export interface SpawnOptions {
  readonly node: string;
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /** Appended to. */
  readonly logFile: string;
  readonly lease: Lease;
  readonly onProcess: (event: ProcessEvent) => void;
  /** How long the group may take over ending politely. */
  readonly stopGraceMs?: number;
}

/** n8n ends within a second, but waits for running executions, which may never end. */
const STOP_GRACE_MS = 4_000;

/** One run of `n8n start` with everything it starts: a process group of its own. */
export interface N8nProcess {
  readonly pid: number;
  /** Aborted once the process has ended, asked to or not. The reason says how. */
  readonly ended: AbortSignal;
  /** True when it was asked to. */
  readonly stopping: boolean;
  /** Ends the whole group and waits for that; `force` leaves it no time. */
  stop(force?: boolean): Promise<void>;
}

/** @throws Error when the binary cannot be started at all */
export async function spawnN8n(options: SpawnOptions): Promise<N8nProcess> {
  const { environment, directory, lease, onProcess, stopGraceMs = STOP_GRACE_MS } = options;
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.node, [options.entry, 'start'], { cwd: directory, env: { ...environment, ...lease.environment }, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid ?? 0;
  const ended = new AbortController();
  let stopping: Promise<void> | undefined;
  const killAtExit = (): void => void signalGroup(pid, 'SIGKILL');
  process.once('exit', killAtExit);
  onProcess({ process: 'n8n', state: 'started', pid });
  child.once('exit', (code, signal) => {
    onProcess({ process: 'n8n', state: stopping === undefined ? 'exited' : 'stopped', pid, code, signal });
    ended.abort(new Error(signal === null ? `it ended with exit code ${String(code)}` : `it was ended by ${signal}`));
  });
  await lease.noteGroup(pid);

  async function endGroup(force: boolean): Promise<void> {
    await stopGroup(pid, force ? 0 : stopGraceMs);
    if (!ended.signal.aborted) await new Promise((resolve) => ended.signal.addEventListener('abort', resolve, { once: true }));
    process.off('exit', killAtExit);
    lease.dropGroup(pid);
  }
  return {
    pid,
    ended: ended.signal,
    get stopping() {
      return stopping !== undefined;
    },
    stop(force = false) {
      if (force) signalGroup(pid, 'SIGKILL');
      return (stopping ??= endGroup(force));
    },
  };
}
