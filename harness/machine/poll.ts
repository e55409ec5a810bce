import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
  /** `Infinity` for as long as it takes. */
  readonly withinMs: number;
  readonly everyMs?: number;
  /** Ends the asking; nothing does where it is left out. */
  readonly signal?: AbortSignal;
}

/**
 * Asks until there is an answer other than undefined; undefined when the time is over before.
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
 * Waits until something has ended, as its own signal says; undefined when the time is over before.
 * @throws the reason of `options.signal` once that is aborted
 */
export const pollAborted = (
  watched: AbortSignal,
  options: PollOptions,
): Promise<true | undefined> => poll(async () => (watched.aborted ? true : undefined), options);

/** Sleeps, or rejects with the signal's own reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/**
 * The promise's outcome, or at once the signal's reason; for work that is shared, and so may not
 * itself be aborted.
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
