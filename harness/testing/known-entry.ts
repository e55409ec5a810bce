import type { BaselineEntry, SeenFailure } from '../model/baseline.ts';

/** How a failure is known to look, for tests; the test gives only what it is about. */
export const seenFailure = (part: Partial<SeenFailure> = {}): SeenFailure => ({
  outcome: 'refresh storm',
  recovery: 'automatic',
  violates: { 'failure-is-visible': String.raw`^\d+ failures? not visible` },
  ...part,
});

/** An entry of a baseline for tests. */
export const knownEntry = (
  scenario: string,
  {
    seen = {},
    ...part
  }: Partial<Omit<BaselineEntry, 'seen'>> & { seen?: Partial<SeenFailure> } = {},
): BaselineEntry => ({
  scenario,
  seen: [seenFailure(seen)],
  reason: 'It is known for a long time.',
  ...part,
});
