import { createHash } from 'node:crypto';
import type { StoredToken } from '../../harness/model/event.ts';

export type SampleToken = Exclude<StoredToken, string>;

/** The name of a token in a sample history. */
export const token = (
  kind: 'access' | 'refresh',
  family: number,
  generation: number,
): SampleToken => ({
  kind,
  family: `f${family}`,
  generation,
  fingerprint: createHash('sha256')
    .update(`${kind} ${family} ${generation}`)
    .digest('hex')
    .slice(0, 8),
});

/** The realm time at a moment of the run. */
export const realmTime = (ms: number): number => Date.UTC(2026, 0, 15, 9) + ms;
