import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
  /** Time limit in milliseconds; `Infinity` for none. */
  readonly withinMs: number;
  readonly everyMs?: number;
  /** Stops the polling. Without it nothing stops the polling early. */
  readonly signal?: AbortSignal;
}

/**
 * Calls `ask` until it resolves to something other than undefined. Resolves to undefined when the
 * time is over first.
 * @throws the signal's reason once it is aborted
 */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { withinMs, everyMs = 50, signal = new AbortController().signal }: PollOptions,
): Promise<T | undefined> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    signal.throwIfAborted();
    const answer = await orAborted(ask(), signal);
    if (answer !== undefined || performance.now() >= deadline) return answer;
    await pause(everyMs, signal);
  }
}

/**
 * Waits until `watched`, the signal of something that ends, is aborted. Resolves to undefined when
 * the time is over first.
 * @throws the reason of `options.signal` once that is aborted
 */
export const pollAborted = (
  watched: AbortSignal,
  options: PollOptions,
): Promise<true | undefined> => poll(async () => (watched.aborted ? true : undefined), options);

/** Sleeps for `ms` milliseconds; rejects with the signal's reason when it is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/**
 * Settles like the promise, but rejects with the signal's reason as soon as it is aborted. For work
 * that several callers share, so that no caller may abort it.
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
