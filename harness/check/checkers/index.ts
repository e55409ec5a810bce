/**
 * Every checker, in the order in which findings are listed. A new one is a file and a line here;
 * its name is known to the compiler and to scenario files from then on.
 */
export const checkers = [
  (await import('./items-accepted-exactly-once.ts')).itemsAcceptedExactlyOnce,
  (await import('./one-refresh-per-expiry.ts')).oneRefreshPerExpiry,
  (await import('./no-reuse-of-spent-token.ts')).noReuseOfSpentToken,
  (await import('./stored-tokens-are-newest.ts')).storedTokensAreNewest,
  (await import('./other-fields-unchanged.ts')).otherFieldsUnchanged,
  (await import('./failure-is-visible.ts')).failureIsVisible,
  (await import('./no-needless-refresh.ts')).noNeedlessRefresh,
  (await import('./retry-after-honoured.ts')).retryAfterHonoured,
  (await import('./recovery-within-budget.ts')).recoveryWithinBudget,
  (await import('./no-secret-leaked.ts')).noSecretLeaked,
  (await import('./others-unaffected.ts')).othersUnaffected,
  (await import('./recovers-as-expected.ts')).recoversAsExpected,
  (await import('./scope-within-grant.ts')).scopeWithinGrant,
  (await import('./fault-was-met.ts')).faultWasMet,
] as const;

export type CheckerName = (typeof checkers)[number]['name'];
