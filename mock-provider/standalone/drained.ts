/**
 * Waits until everything that was written has left this process. A pipe accepts data only as fast
 * as its reader reads, and an earlier exit would cut the output off. A stream that broke has
 * nothing left to wait for.
 */
export async function drained(...streams: readonly NodeJS.WritableStream[]): Promise<void> {
  await Promise.all(
    streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
  );
}
