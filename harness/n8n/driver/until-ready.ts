import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import { lastLines, readLogSince } from './log-file.ts';

/**
 * How to find out whether a service that was started is ready, and what to report when it never is.
 */
export interface Readiness {
  /** Name of what is started, for messages: `n8n 2.41.1`. */
  readonly what: string;
  readonly logFile: string;
  /** Resolves to true when the service is ready; called again and again. */
  readonly ready: (signal: AbortSignal) => Promise<boolean>;
  /** What it logs when its start is over, for a service that is ready a little earlier. */
  readonly announces?: string | undefined;
  /** Texts that must not appear in an error message. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly withinMs?: number;
  /** Bytes that can still be written beside the log; tests replace it. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** The part of a service's run that is needed to wait for it. */
export interface Starting {
  readonly ended: AbortSignal;
  stop(force: boolean): Promise<void>;
}

/**
 * A start takes 5 to 9 s on a quiet machine. A first start with all its migrations takes minutes on
 * a busy one.
 */
const READY_WITHIN_MS = 360_000;
/**
 * From ready to the end of the start is less than a second. A version that has other words for it
 * may be used all the same.
 */
const ANNOUNCED_WITHIN_MS = 30_000;
const LOG_LINES = 20;
/** With less than this neither a page of a database nor a line of a log can be written any more. */
const LEAST_FREE_BYTES = 32_768;
/** How systems and databases say that a disk is full, or the part of it that one may use. */
const FULL = /ENOSPC|EDQUOT|SQLITE_FULL|no space left on device|disk quota exceeded|disk is full/i;

/**
 * Waits until a started service is ready; stops it when it does not become ready.
 * @param logStart where in the log this start began
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log; `n8n-port-taken`
 * when that was the reason
 */
export async function untilReady(
  service: Starting,
  readiness: Readiness,
  logStart: number,
): Promise<void> {
  const { signal, withinMs = READY_WITHIN_MS } = readiness;
  try {
    const either = AbortSignal.any([signal, service.ended]);
    const ready = await poll(
      async () => {
        if (await readiness.ready(either)) return true;
        await requireRoom(readiness, logStart);
        return undefined;
      },
      { withinMs, everyMs: 150, signal: either },
    );
    if (ready === true) {
      await untilAnnounced(readiness, logStart, either);
      return;
    }
  } catch (error) {
    await service.stop(true);
    signal.throwIfAborted();
    throw await startFailed(readiness, logStart, reasonOf(error), error);
  }
  await service.stop(true);
  throw await startFailed(
    readiness,
    logStart,
    `it was not ready after ${Math.round(withinMs / 1_000)} s`,
  );
}

/**
 * n8n whose disk is full while it makes its database neither ends nor goes on.
 * @throws Error when nothing more can be written
 */
async function requireRoom(
  { logFile, freeBytes = freeBytesIn }: Readiness,
  logStart: number,
): Promise<void> {
  const folder = dirname(logFile);
  if ((await freeBytes(folder)) < LEAST_FREE_BYTES)
    throw new Error(`the disk is full: nothing more can be written to ${folder}`);
  const { text } = await readLogSince(logFile, logStart).catch(() => ({ text: '' }));
  if (FULL.test(text)) throw new Error('its disk is full');
}

async function freeBytesIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function untilAnnounced(
  { announces, logFile }: Readiness,
  logStart: number,
  signal: AbortSignal,
): Promise<void> {
  if (announces === undefined) return;
  await poll(
    async () =>
      (await readLogSince(logFile, logStart)).text.includes(announces) ? true : undefined,
    { withinMs: ANNOUNCED_WITHIN_MS, everyMs: 50, signal },
  );
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function startFailed(
  { what, logFile, secrets }: Readiness,
  logStart: number,
  reason: string,
  cause?: unknown,
): Promise<HarnessError> {
  const lines = await lastLines(logFile, logStart, LOG_LINES, secrets);
  const taken = lines.some((line) =>
    /port \d+ is already in use|EADDRINUSE|Address already in use/.test(line),
  );
  const log =
    lines.length === 0
      ? 'It wrote no log.'
      : `The last lines of its log:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new HarnessError(
    taken ? 'n8n-port-taken' : 'n8n-start-failed',
    `Could not start ${what}: ${reason}.\n${log}`,
    { hint: `The whole log is ${logFile}`, exitCode: 75, cause },
  );
}
