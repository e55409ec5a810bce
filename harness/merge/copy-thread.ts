import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { HarnessError } from '../model/error.ts';
import type { CopyFailed, CopyOrder } from './copy-in-threads.ts';
import { historiesOf, keyOf } from './read-blob.ts';
import { writeHistory } from './write-history.ts';

/** The thread that `copy-in-threads.ts` starts: copies the histories of some blobs into a run. */
async function copy({ directory, blobs }: CopyOrder): Promise<void> {
  for (const { blob, histories } of blobs) {
    const wanted = new Map([...histories].map(([key, { name }]) => [key, name]));
    for await (const { source, ...key } of historiesOf(blob, wanted)) {
      const to = histories.get(keyOf(key));
      if (to !== undefined) writeHistory(join(directory, to.file), source);
    }
  }
}

await copy(workerData as CopyOrder).catch((error: unknown) => {
  // A thread that is closed by an error hands over no more of it than its text.
  if (!(error instanceof HarnessError)) throw error;
  const { code, message, hint, exitCode } = error;
  const failed: CopyFailed = { code, message, hint, exitCode };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
  parentPort?.postMessage(failed);
});
