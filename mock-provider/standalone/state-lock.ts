import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StandaloneError } from './standalone-error.ts';

/**
 * A running provider refreshes its lock. After this long without a refresh the provider counts as
 * killed, and the next one takes the lock over.
 */
const STALE_MS = 5_000;
const RETRY_MS = 500;

export interface StateLock {
  /**
   * False when another provider has taken the lock over, because this process did not run for too
   * long.
   */
  readonly held: boolean;
  release(): Promise<void>;
}

/**
 * Locks a state file for one provider. Waits until the lock of a killed provider has expired, so
 * that a container that restarts at once does not fail.
 * @throws StandaloneError `state-in-use`, `state-unwritable`
 */
export async function lockState(
  file: string,
  waitMs: number = STALE_MS + 1_000,
): Promise<StateLock> {
  let held = true;
  // It catches every signal as soon as it is loaded, also for a program that keeps no state.
  const { lock } = await import('proper-lockfile');
  const give = await mkdir(dirname(file), { recursive: true })
    .then(() =>
      lock(file, {
        realpath: false,
        stale: STALE_MS,
        update: STALE_MS / 4,
        retries: {
          retries: Math.ceil(waitMs / RETRY_MS),
          factor: 1,
          minTimeout: RETRY_MS,
          maxTimeout: RETRY_MS,
        },
        onCompromised: () => (held = false),
      }),
    )
    .catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'ELOCKED'
        ? new StandaloneError(
            'state-in-use',
            `Could not use state file ${file}: another provider uses it.`,
            { hint: 'Stop that one, or name another file.' },
          )
        : new StandaloneError(
            'state-unwritable',
            `Could not use state file ${file}: ${cause.message}.`,
            { hint: 'Name a file in a folder that can be written to.', cause },
          );
    });
  return {
    get held() {
      return held;
    },
    // When another provider has the lock, there is nothing to release.
    release: async () => (held ? give().catch(() => undefined) : undefined),
  };
}
