import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';
import { StandaloneError } from './standalone-error.ts';

/**
 * A provider that was killed stops refreshing its lock; after this long the next one takes it over.
 */
const STALE_MS = 5_000;
const RETRY_MS = 500;

export interface StateLock {
  /** False once another provider has taken the file over: this one slept for too long. */
  readonly held: boolean;
  release(): Promise<void>;
}

/**
 * Holds a state file for one provider. Waits as long as a killed one's lock lasts: a container that
 * is started again at once must not fail for it. @throws StandaloneError `state-in-use`,
 * `state-unwritable`
 */
export async function lockState(
  file: string,
  waitMs: number = STALE_MS + 1_000,
): Promise<StateLock> {
  let held = true;
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
    // Nothing to give back when another has it.
    release: async () => (held ? give().catch(() => undefined) : undefined),
  };
}
