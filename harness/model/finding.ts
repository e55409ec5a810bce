/** What one checker decided from one history. `evidence` holds event numbers (`n`). */
export type Finding =
  | { readonly verdict: 'holds'; readonly message: string; readonly evidence: readonly number[] }
  | { readonly verdict: 'violated'; readonly message: string; readonly evidence: readonly number[] }
  | { readonly verdict: 'unknown'; readonly message: string; readonly evidence: readonly number[] };

/** The invariant holds; `message` says what was seen, with numbers. */
export const holds = (message: string, evidence: readonly number[] = []): Finding => ({
  verdict: 'holds',
  message,
  evidence,
});

/**
 * The invariant is broken. `message` is for an operator; `evidence` must name the events that prove
 * it.
 */
export const violated = (message: string, evidence: readonly [number, ...number[]]): Finding => ({
  verdict: 'violated',
  message,
  evidence,
});

/** The history does not allow a decision. */
export const unknown = (message: string, evidence: readonly number[] = []): Finding => ({
  verdict: 'unknown',
  message,
  evidence,
});
