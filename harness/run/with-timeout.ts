/**
 * Waits for work, but at most `ms` milliseconds. Then the work's signal is aborted. Work that
 * ignores the signal continues, and its result is ignored. Rejects only when the work rejects in
 * time.
 */
export async function withTimeout(
  ms: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      over.abort(new DOMException(`not done within ${ms} ms`, 'TimeoutError'));
      resolve();
    }, ms);
  });
  try {
    await Promise.race([work(over.signal), passed]);
  } finally {
    clearTimeout(timer);
  }
}
