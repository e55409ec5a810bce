import { closeSync, openSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessName } from '../../model/system.ts';
import type { ProcessEvent } from '../../model/target.ts';
import type { ServiceRun } from '../driver/booted-service.ts';
import { daemonIsGone, dockerFailure, statusOf } from './docker-failure.ts';
import type { Container } from './engine.ts';

export interface RunOptions {
  readonly name: ProcessName;
  /** Name of what is started, for messages. */
  readonly what: string;
  /** The container's output is appended to this file. */
  readonly logFile: string;
  readonly onProcess: (event: ProcessEvent) => void;
  /** True for a container that ends by itself when its work is done. */
  readonly finishes?: boolean;
}

/** One run of a container, from its start to its end. */
export interface ContainerRun extends ServiceRun {
  /**
   * The container's address in the network of its n8n. Other containers and the provider see it
   * under this address.
   */
  readonly address: string | undefined;
}

/**
 * After SIGTERM n8n ends within a second, but it waits for running executions, which may never end.
 */
const STOP_GRACE_S = 4;

/** The last output of a container arrives shortly after the container has ended. */
const LAST_WORDS_WITHIN_MS = 2_000;

/**
 * The daemon's answers when there is nothing left to stop: already stopped (304), gone (404), not
 * running (409).
 */
const NOTHING_TO_STOP = new Set([304, 404, 409]);

/**
 * Starts a container that exists, for the first time or again.
 * @throws HarnessError exit 75, in the daemon's words
 */
export async function runContainer(
  container: Container,
  { name, what, logFile, onProcess, finishes = false }: RunOptions,
): Promise<ContainerRun> {
  const { lastWords } = await followOutput(container, logFile).catch((cause: unknown) => {
    throw dockerFailure(`start ${what}`, cause);
  });
  const { pid, address } = await begin(container).catch((cause: unknown) => {
    throw dockerFailure(`start ${what}`, cause);
  });
  const ended = new AbortController();
  let asked: 'stopped' | 'killed' | undefined;
  let paused = false;
  onProcess({ process: name, state: 'started', pid });

  async function watch(): Promise<void> {
    const { reason, code } = await endOf(container);
    await Promise.race([lastWords, sleep(LAST_WORDS_WITHIN_MS)]);
    onProcess({ process: name, state: asked ?? (finishes ? 'finished' : 'exited'), pid, code });
    ended.abort(new Error(reason));
  }
  const over = watch();

  /**
   * Ends the container and waits until it has ended. When the daemon is gone, the container counts
   * as ended, because nothing else can be known.
   */
  async function end(how: () => Promise<unknown>): Promise<void> {
    if (!ended.signal.aborted) await how().catch((error: unknown) => tolerate(error, what));
    await over;
  }
  return {
    address,
    ended: ended.signal,
    get stopping() {
      return finishes || asked !== undefined;
    },
    async stop(force = false) {
      asked ??= 'stopped';
      // A paused container would not receive the signal.
      if (paused && !force)
        await container.unpause().catch((error: unknown) => tolerate(error, what));
      await end(() => (force ? container.kill() : container.stop({ t: STOP_GRACE_S })));
    },
    async kill() {
      asked ??= 'killed';
      await end(() => container.kill());
    },
    async pause() {
      await container.pause().catch((cause: unknown) => {
        throw dockerFailure(`have ${what} stand still`, cause);
      });
      paused = true;
      onProcess({ process: name, state: 'paused', pid });
    },
    async resume() {
      if (!paused || ended.signal.aborted) return;
      await container.unpause().catch((cause: unknown) => {
        throw dockerFailure(`have ${what} go on`, cause);
      });
      paused = false;
      onProcess({ process: name, state: 'resumed', pid });
    },
  };
}

/**
 * Appends the container's output to its log as it comes. `lastWords` resolves when the last output
 * has been written.
 */
async function followOutput(
  container: Container,
  logFile: string,
): Promise<{ readonly lastWords: Promise<void> }> {
  // Attached before the container starts, so that no output is missed and no output of an earlier
  // run appears again.
  const output = await container.attach({ stream: true, stdout: true, stderr: true });
  const log = openSync(logFile, 'a');
  const file = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        writeSync(log, chunk);
      } catch {
        // A full disk must not crash the harness here. The history is on the same disk, and its
        // error ends the run in an orderly way.
      }
      done();
    },
  });
  container.modem.demuxStream(output, file, file);
  // Resolves at the end of the output, even when the output breaks off because the daemon stopped.
  return {
    lastWords: finished(output, { writable: false })
      .catch(() => undefined)
      .then(() => closeSync(log)),
  };
}

async function begin(
  container: Container,
): Promise<{ readonly pid: number; readonly address: string | undefined }> {
  await container.start();
  const { State, NetworkSettings } = await container.inspect();
  const address = Object.values(NetworkSettings.Networks).find(
    ({ IPAddress }) => IPAddress !== '',
  )?.IPAddress;
  return { pid: State.Pid, address };
}

async function endOf(
  container: Container,
): Promise<{ readonly reason: string; readonly code: number | null }> {
  try {
    const { StatusCode } = (await container.wait()) as { readonly StatusCode: number };
    const state = await container.inspect().then(
      ({ State }) => State,
      () => undefined,
    );
    if (state?.OOMKilled === true)
      return { reason: 'it used more memory than it may have and was killed', code: StatusCode };
    return { reason: `it ended with exit code ${StatusCode}`, code: StatusCode };
  } catch (error) {
    return {
      reason: daemonIsGone(error)
        ? 'the Docker daemon went away'
        : `it can no longer be watched (${error instanceof Error ? error.message : String(error)})`,
      code: null,
    };
  }
}

function tolerate(error: unknown, what: string): void {
  if (!daemonIsGone(error) && !NOTHING_TO_STOP.has(statusOf(error) ?? 0))
    throw dockerFailure(`stop ${what}`, error);
}
