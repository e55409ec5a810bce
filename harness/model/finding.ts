/**
 * What one checker concluded from one history. `evidence` holds the numbers (`n`) of the events
 * that show it.
 */
export type Finding =
  | { readonly verdict: 'holds'; readonly message: string; readonly evidence: readonly number[] }
  | { readonly verdict: 'violated'; readonly message: string; readonly evidence: readonly number[] }
  | { readonly verdict: 'unknown'; readonly message: string; readonly evidence: readonly number[] }
  | {
      readonly verdict: 'not-looked-at';
      readonly message: string;
      readonly evidence: readonly number[];
    };

/**
 * True when a finding holds because nothing happened of what its invariant speaks: there is no
 * event to show. Its message says why.
 */
export const decidedNothing = ({
  verdict,
  evidence,
}: Pick<Finding, 'verdict' | 'evidence'>): boolean => verdict === 'holds' && evidence.length === 0;

/** The invariant holds. `message` says what was observed, with numbers. */
export const holds = (message: string, evidence: readonly number[] = []): Finding => ({
  verdict: 'holds',
  message,
  evidence,
});

/**
 * The invariant is violated. `message` is written for an operator; `evidence` must contain the
 * events that prove the violation.
 */
export const violated = (message: string, evidence: readonly [number, ...number[]]): Finding => ({
  verdict: 'violated',
  message,
  evidence,
});

/** The history does not contain enough to decide. */
export const unknown = (message: string, evidence: readonly number[] = []): Finding => ({
  verdict: 'unknown',
  message,
  evidence,
});

/**
 * Nobody could look: the target does not show what the invariant is about, or the history is from
 * a recorder that did not record it. `message` says what was missing. It neither helps nor hurts a
 * verdict, but the verdict tells how many of these there are.
 */
export const notLookedAt = (message: string): Finding => ({
  verdict: 'not-looked-at',
  message,
  evidence: [],
});
