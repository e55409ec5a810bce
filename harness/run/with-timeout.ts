/**
 * Waits for work, but no longer than `ms`. The work's signal aborts then; work that ignores it is
 * left alone, and what becomes of it is nobody's business any more. Rejects only when the work does
 * so in time.
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
