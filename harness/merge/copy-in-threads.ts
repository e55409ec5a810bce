import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HarnessError } from '../model/error.ts';
import type { BlobFile } from './part.ts';

/** A blob, and where each of its histories goes. */
export interface BlobCopy {
  readonly blob: BlobFile;
  /** The name of the scenario and the path from the folder of the run, by the key of the result. */
  readonly histories: ReadonlyMap<string, { readonly name: string; readonly file: string }>;
}

/** What a thread is to do. */
export interface CopyOrder {
  readonly directory: string;
  readonly blobs: readonly BlobCopy[];
}

/** What went wrong in a thread. */
export type CopyFailed = Pick<HarnessError, 'code' | 'message' | 'hint' | 'exitCode'>;

const THREADS = 2;

const PROGRAM = join(import.meta.dirname, `copy-thread${extname(import.meta.filename)}`);

/**
 * Copies the histories of blobs into the folder of a run, in threads of their own: what is unpacked
 * would else make the collector of garbage go through the results of all parts, over and over.
 * @throws HarnessError `storage-failed`, `blob-damaged`: the first of any thread, which ends all
 */
export async function copyInThreads(directory: string, blobs: readonly BlobCopy[]): Promise<void> {
  const orders = Array.from({ length: Math.min(THREADS, blobs.length) }, (_, thread) => ({
    directory,
    blobs: blobs.filter((_blob, index) => index % THREADS === thread),
  }));
  const workers = orders.map((workerData) => new Worker(PROGRAM, { workerData }));
  try {
    await Promise.all(workers.map(finished));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const finished = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('message', ({ code, message, hint, exitCode }: CopyFailed) =>
      reject(
        new HarnessError(code, message, { exitCode, ...(hint === undefined ? {} : { hint }) }),
      ),
    );
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
