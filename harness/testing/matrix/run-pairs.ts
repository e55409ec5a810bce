import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Pair, PairOutcome, Share } from './pair.ts';

export interface PairRunOptions {
  /** Processes that share the work. */
  readonly jobs: number;
  /** Pairs that a process tries at a time. */
  readonly atOnce: number;
  readonly onOutcome: (outcome: PairOutcome) => void;
}

/**
 * Tries every pair, each process an equal share of them, in the order given.
 * @throws Error when a process ends before its share is done
 */
export async function runPairs(
  pairs: readonly Pair[],
  { jobs, atOnce, onOutcome }: PairRunOptions,
): Promise<void> {
  const shares = Array.from({ length: jobs }, (_, job) =>
    pairs.filter((_pair, index) => index % jobs === job),
  );
  await Promise.all(shares.map((share) => runShare({ pairs: share, atOnce }, onOutcome)));
}

function runShare(share: Share, onOutcome: PairRunOptions['onOutcome']): Promise<void> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'));
  let left = share.pairs.length;
  worker.on('message', (outcome: PairOutcome) => {
    left -= 1;
    onOutcome(outcome);
  });
  worker.send(share);
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (left === 0) resolve();
      else reject(new Error(`A process ended with ${code} and ${left} pairs to go.`));
    });
  });
}
