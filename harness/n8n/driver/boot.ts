import { HarnessError } from '../../model/error.ts';
import { lastLines, logSize } from './log-file.ts';
import { spawnN8n, type N8nProcess, type SpawnOptions } from './n8n-process.ts';
import { poll } from './poll.ts';

export interface BootOptions extends SpawnOptions {
  readonly version: string;
  readonly baseUrl: string;
  /** Texts that must not show up in an error. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly withinMs?: number;
}

/** 5 to 9 s on a quiet machine; a first start with all its migrations on a busy one takes minutes. */
const BOOT_WITHIN_MS = 360_000;
const LOG_LINES = 20;

/**
 * Starts n8n and waits until it serves: ready by its own word (`/healthz/readiness`), and its REST API answers JSON.
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log; `n8n-port-taken` when that was the reason
 */
export async function bootN8n(options: BootOptions): Promise<N8nProcess> {
  const { signal, withinMs = BOOT_WITHIN_MS } = options;
  signal.throwIfAborted();
  const logStart = await logSize(options.logFile);
  const n8n = await spawnN8n(options).catch((cause: unknown) => {
    throw new HarnessError('n8n-start-failed', `Could not start n8n ${options.version}: '${options.node}' cannot be run.`, { cause, exitCode: 75 });
  });
  try {
    const either = AbortSignal.any([signal, n8n.ended]);
    const ready = await poll(async () => ((await serves(options.baseUrl, either)) ? true : undefined), { withinMs, everyMs: 150, signal: either });
    if (ready === true) return n8n;
  } catch (error) {
    await n8n.stop(true);
    signal.throwIfAborted();
    throw await startFailed(options, logStart, error instanceof Error ? error.message : String(error));
  }
  await n8n.stop(true);
  throw await startFailed(options, logStart, `it was not ready after ${Math.round(withinMs / 1_000)} s`);
}

async function serves(baseUrl: string, signal: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const health = await fetch(`${baseUrl}/healthz/readiness`, { signal: limit });
    await health.body?.cancel();
    if (health.status !== 200) return false;
    // While it starts, n8n answers every path with a page that asks for patience.
    const settings = await fetch(`${baseUrl}/rest/settings`, { signal: limit });
    const json = settings.headers.get('content-type')?.includes('json') === true;
    await settings.body?.cancel();
    return settings.status === 200 && json;
  } catch {
    return false;
  }
}

async function startFailed({ version, logFile, secrets }: BootOptions, logStart: number, reason: string): Promise<HarnessError> {
  const lines = await lastLines(logFile, logStart, LOG_LINES, secrets);
  const taken = lines.some((line) => /port \d+ is already in use|EADDRINUSE/.test(line));
  const log = lines.length === 0 ? 'It wrote no log.' : `The last lines of its log:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new HarnessError(taken ? 'n8n-port-taken' : 'n8n-start-failed', `Could not start n8n ${version}: ${reason}. ${log}`, { hint: `The whole log is ${logFile}`, exitCode: 75 });
}
