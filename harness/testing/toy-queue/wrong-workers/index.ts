import type { CheckerName } from '../../../check/checkers/index.ts';
import { WorkerClient, type AskStore } from '../worker-client.ts';
import { DoesNotLookAgain } from './does-not-look-again.ts';
import { GivesUpWaiting } from './gives-up-waiting.ts';
import { KeepsTheLock } from './keeps-the-lock.ts';
import { LocksInRedis } from './locks-in-redis.ts';
import { MigratesWithoutRefreshToken } from './migrates-without-refresh-token.ts';
import { MigratesWithoutSecret } from './migrates-without-secret.ts';
import { NoSharedLock } from './no-shared-lock.ts';
import { PublishesLate } from './publishes-late.ts';
import { SavesAfterwards } from './saves-afterwards.ts';
import { SavesWithoutLooking } from './saves-without-looking.ts';
import { UnlocksBeforeSave } from './unlocks-before-save.ts';
import { WaitsAfterRollBack } from './waits-after-roll-back.ts';

type WorkerClass = new (ask: AskStore, say: (text: string) => void) => WorkerClient;

/** A worker that makes one mistake, and the checker that must find the mistake. */
export interface WrongWorker {
  readonly worker: WorkerClass;
  readonly caughtBy: CheckerName;
  readonly caughtIn: string;
  /** True when only the suite `full` has such scenarios: each starts n8n in two versions. */
  readonly onlyInFull?: true;
  /** The longest time an execution may take, for a mistake that makes it hang. */
  readonly deadlineMs?: number;
}

/** Mistakes that only several processes can make, by name. */
export const wrongWorkers = {
  'no-shared-lock': {
    worker: NoSharedLock,
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'queue/concurrent-refresh',
  },
  'gives-up-waiting': {
    worker: GivesUpWaiting,
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'process/two-servers-on-one-database',
  },
  'does-not-look-again': {
    worker: DoesNotLookAgain,
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'queue/concurrent-refresh',
  },
  'locks-in-redis': {
    worker: LocksInRedis,
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'queue/redis-restarted-during-refresh',
  },
  'unlocks-before-save': {
    worker: UnlocksBeforeSave,
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'queue/concurrent-refresh',
  },
  'saves-without-looking': {
    worker: SavesWithoutLooking,
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'queue/worker-wakes-after-refresh',
  },
  'saves-afterwards': {
    worker: SavesAfterwards,
    caughtBy: 'recovers-as-expected',
    caughtIn: 'process/killed-after-success',
  },
  'keeps-the-lock': {
    worker: KeepsTheLock,
    caughtBy: 'recovery-within-budget',
    caughtIn: 'queue/concurrent-refresh',
    deadlineMs: 6_000,
  },
  'migrates-without-refresh-token': {
    worker: MigratesWithoutRefreshToken,
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'upgrade/from-older-major-between-expiries',
    onlyInFull: true,
  },
  'migrates-without-secret': {
    worker: MigratesWithoutSecret,
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'upgrade/from-older-minor-in-mid-refresh',
    onlyInFull: true,
  },
  'publishes-late': {
    worker: PublishesLate,
    caughtBy: 'calls-are-taken',
    caughtIn: 'upgrade/called-at-once-from-older-minor',
    onlyInFull: true,
  },
  'waits-after-roll-back': {
    worker: WaitsAfterRollBack,
    caughtBy: 'failure-text-helps',
    caughtIn: 'upgrade/rolled-back-to-older-minor',
    onlyInFull: true,
  },
} as const satisfies Readonly<Record<string, WrongWorker>>;

export type WrongWorkerName = keyof typeof wrongWorkers;

const isMistake = (name: string): name is WrongWorkerName => Object.hasOwn(wrongWorkers, name);

/** Makes a worker of the process that was started with this argument. */
export const workerOf = (
  mistake: string | undefined,
): ((ask: AskStore, say: (text: string) => void) => WorkerClient) => {
  const Worker: WorkerClass =
    mistake !== undefined && isMistake(mistake) ? wrongWorkers[mistake].worker : WorkerClient;
  return (ask, say) => new Worker(ask, say);
};
