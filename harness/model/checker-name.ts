/** One invariant per name. */
export const CHECKER_NAMES = [
  'items-accepted-exactly-once',
  'one-refresh-per-expiry',
  'no-reuse-of-spent-token',
  'stored-tokens-are-newest',
  'other-fields-unchanged',
  'failure-is-visible',
  'no-needless-refresh',
  'retry-after-honoured',
  'recovery-within-budget',
  'no-secret-leaked',
  'others-unaffected',
  'recovers-as-expected',
  'scope-within-grant',
  'fault-was-met',
] as const;

export type CheckerName = (typeof CHECKER_NAMES)[number];
