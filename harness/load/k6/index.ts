import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { newSecret } from '../../machine/new-secret.ts';
import { CallBuckets } from '../call-buckets.ts';
import type { Calls, Generating, Generator, GeneratorEnd } from '../generator.ts';
import type { FoundK6 } from './find-k6.ts';
import { k6Command } from './k6-command.ts';
import { readPoint } from './read-point.ts';
import { readSummary } from './read-summary.ts';

/** Exit code of k6 when a threshold is broken. */
const THRESHOLD_BROKEN = 99;
const LAST_WORDS = 300;
const STOP_WITHIN_MS = 5_000;
/** Calls that k6 counts and does not tell one by one: what is lost at its end. */
const MISSING_AT_MOST = 0.02;

/**
 * k6 as a generator: an external program under the AGPL, which is started where the user has it,
 * and never comes with us.
 * @param script path of the script that it runs
 */
export const k6Generator = (found: FoundK6, script: string): Generator => ({
  name: found.kind === 'image' ? 'k6 (image)' : 'k6',
  version: found.version,
  async start(calls, signal) {
    const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-k6-'));
    const summary = join(folder, 'summary.json');
    const name = `oauth-chaos-k6-${newSecret().slice(0, 8).replaceAll(/\W/g, '0')}`;
    const command = k6Command(found, calls, { script, summary, name });
    const ended = Promise.withResolvers<GeneratorEnd>();
    let running: Running | undefined;
    return {
      begin(onBucket) {
        const buckets = new CallBuckets(calls.bucketMs, onBucket);
        running = spawn(command.file, [...command.args], {
          stdio: ['ignore', 'pipe', 'pipe'],
          signal,
        });
        void follow(running, calls, buckets).then((seen) =>
          ended.resolve(endOf(seen, buckets, summary)),
        );
      },
      ended: ended.promise,
      async [Symbol.asyncDispose]() {
        if (running !== undefined) await stop(running);
        rmSync(folder, { recursive: true, force: true });
      },
    } satisfies Generating;
  },
});

type Running = ChildProcessByStdio<null, Readable, Readable>;

const isOver = ({ exitCode, signalCode, pid }: Running): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;

async function stop(running: Running): Promise<void> {
  if (isOver(running)) return;
  const gone = once(running, 'exit');
  running.kill();
  const timer = setTimeout(() => running.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}

/** What was seen of a k6 that has ended. */
interface Seen {
  readonly calls: number;
  /** Why it is no good end; undefined when it is one. */
  readonly wrong: string | undefined;
}

async function follow(
  running: Running,
  { bucketMs, patienceMs }: Calls,
  buckets: CallBuckets,
): Promise<Seen> {
  const startedAtMs = Date.now();
  let calls = 0;
  let words = '';
  let failure: string | undefined;
  running.on('error', ({ message }) => (failure = message));
  const closed = new Promise<void>((resolve) => running.on('close', () => resolve()));
  running.stderr.on('data', (chunk: Buffer) => (words = `${words}${chunk}`.slice(-LAST_WORDS)));
  // A call is told of when it has ended, so a bucket is not over before the last may have.
  const flushing = setInterval(
    () => buckets.flush(Date.now() - startedAtMs - patienceMs - bucketMs),
    bucketMs,
  );
  for await (const line of createInterface({ input: running.stdout })) {
    const point = readPoint(line);
    if (point === undefined) continue;
    calls += 1;
    const at = Math.max(0, point.endedAtMs - startedAtMs);
    buckets.made(Math.max(0, at - point.tookMs));
    buckets.ended(at, point.tookMs, point.status);
  }
  await closed;
  clearInterval(flushing);
  buckets.flush(Number.POSITIVE_INFINITY);
  const { exitCode, signalCode } = running;
  const good = exitCode === 0 || exitCode === THRESHOLD_BROKEN;
  const how = failure ?? signalCode ?? `exit code ${exitCode}`;
  return { calls, wrong: good ? undefined : `${how}${words === '' ? '' : `: ${words.trim()}`}` };
}

/** How it ended. Only a whole summary that agrees with the calls it told of is a good end. */
function endOf({ calls, wrong }: Seen, buckets: CallBuckets, path: string): GeneratorEnd {
  if (wrong !== undefined) return { ended: 'died', because: wrong };
  const summary = readSummary(path);
  if (typeof summary === 'string') return { ended: 'died', because: summary };
  if (Math.abs(summary.calls - calls) > MISSING_AT_MOST * summary.calls)
    return {
      ended: 'died',
      because: `its summary counts ${summary.calls} calls, and it told of ${calls}`,
    };
  const { statuses } = buckets.totals([]);
  return { ended: 'completed', latencyMs: summary.latencyMs, statuses };
}
