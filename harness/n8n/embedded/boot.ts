import { HarnessError } from '../../model/error.ts';
import { lastLines, logSize } from '../driver/log-file.ts';
import { spawnPart, type PartProcess, type SpawnOptions } from './part-process.ts';
import { poll } from '../rest/poll.ts';

export interface BootOptions extends SpawnOptions {
  /** What is started, for messages: `n8n 2.41.1`. */
  readonly what: string;
  /** True once it does its work; asked again and again. */
  readonly ready: (signal: AbortSignal) => Promise<boolean>;
  /** Texts that must not show up in an error. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly withinMs?: number;
}

/** 5 to 9 s on a quiet machine; a first start with all its migrations on a busy one takes minutes. */
const BOOT_WITHIN_MS = 360_000;
const LOG_LINES = 20;

/**
 * Starts a part and waits until it is ready.
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log; `n8n-port-taken` when that was the reason
 */
export async function boot(options: BootOptions): Promise<PartProcess> {
  const { signal, what, withinMs = BOOT_WITHIN_MS } = options;
  signal.throwIfAborted();
  const logStart = await logSize(options.logFile);
  const part = await spawnPart(options).catch((cause: unknown) => {
    throw new HarnessError('n8n-start-failed', `Could not start ${what}: '${options.command}' cannot be run.`, { cause, exitCode: 75 });
  });
  try {
    const either = AbortSignal.any([signal, part.ended]);
    const ready = await poll(async () => ((await options.ready(either)) ? true : undefined), { withinMs, everyMs: 150, signal: either });
    if (ready === true) return part;
  } catch (error) {
    await part.stop(true);
    signal.throwIfAborted();
    throw await startFailed(options, logStart, error instanceof Error ? error.message : String(error));
  }
  await part.stop(true);
  throw await startFailed(options, logStart, `it was not ready after ${Math.round(withinMs / 1_000)} s`);
}

async function startFailed({ what, logFile, secrets }: BootOptions, logStart: number, reason: string): Promise<HarnessError> {
  const lines = await lastLines(logFile, logStart, LOG_LINES, secrets);
  const taken = lines.some((line) => /port \d+ is already in use|EADDRINUSE|Address already in use/.test(line));
  const log = lines.length === 0 ? 'It wrote no log.' : `The last lines of its log:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new HarnessError(taken ? 'n8n-port-taken' : 'n8n-start-failed', `Could not start ${what}: ${reason}. ${log}`, { hint: `The whole log is ${logFile}`, exitCode: 75 });
}
