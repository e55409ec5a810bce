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
  /** What is started, for messages. */
  readonly what: string;
  /** Appended to. */
  readonly logFile: string;
  readonly onProcess: (event: ProcessEvent) => void;
  /** True for what ends by itself once its work is done. */
  readonly finishes?: boolean;
}

/** One run of a container, from its start to its end. */
export interface ContainerRun extends ServiceRun {
  /** Its address in the network of its n8n; other containers and the provider see it by that. */
  readonly address: string | undefined;
}

/** n8n ends within a second, but waits for running executions, which may never end. */
const STOP_GRACE_S = 4;

/** The last words of a container arrive shortly after its end. */
const LAST_WORDS_WITHIN_MS = 2_000;

/**
 * What the daemon answers when there is nothing left to stop: stopped already, gone, not running.
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
   * Has it end, and waits for that. With the daemon gone it has ended, as far as anybody can tell.
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
      // One that stands still would not hear of it.
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
 * Appends what the container says to its log from now on, as it comes; `lastWords` is kept when it
 * has said its last.
 */
async function followOutput(
  container: Container,
  logFile: string,
): Promise<{ readonly lastWords: Promise<void> }> {
  // Attached before it starts: nothing it says is missed, and nothing of an earlier run comes
  // again.
  const output = await container.attach({ stream: true, stdout: true, stderr: true });
  const log = openSync(logFile, 'a');
  const file = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        writeSync(log, chunk);
      } catch {
        // A full disk must not end us here: the history lies on the same one, and its error ends
        // the run in order.
      }
      done();
    },
  });
  container.modem.demuxStream(output, file, file);
  // Its end, however it comes: cut off with the daemon is an end, too.
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
