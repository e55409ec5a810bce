import type { Checker } from '../../model/checker.ts';
import type { CheckerName } from '../../model/checker-name.ts';
import { CHECKER_NAMES } from '../../model/checker-name.ts';
import { failureIsVisible } from './failure-is-visible.ts';
import { faultWasMet } from './fault-was-met.ts';
import { itemsAcceptedExactlyOnce } from './items-accepted-exactly-once.ts';
import { noNeedlessRefresh } from './no-needless-refresh.ts';
import { noReuseOfSpentToken } from './no-reuse-of-spent-token.ts';
import { noSecretLeaked } from './no-secret-leaked.ts';
import { oneRefreshPerExpiry } from './one-refresh-per-expiry.ts';
import { otherFieldsUnchanged } from './other-fields-unchanged.ts';
import { othersUnaffected } from './others-unaffected.ts';
import { recoversAsExpected } from './recovers-as-expected.ts';
import { recoveryWithinBudget } from './recovery-within-budget.ts';
import { retryAfterHonoured } from './retry-after-honoured.ts';
import { scopeWithinGrant } from './scope-within-grant.ts';
import { storedTokensAreNewest } from './stored-tokens-are-newest.ts';

const byName: Readonly<Record<CheckerName, Checker>> = {
  'items-accepted-exactly-once': itemsAcceptedExactlyOnce,
  'one-refresh-per-expiry': oneRefreshPerExpiry,
  'no-reuse-of-spent-token': noReuseOfSpentToken,
  'stored-tokens-are-newest': storedTokensAreNewest,
  'other-fields-unchanged': otherFieldsUnchanged,
  'failure-is-visible': failureIsVisible,
  'no-needless-refresh': noNeedlessRefresh,
  'retry-after-honoured': retryAfterHonoured,
  'recovery-within-budget': recoveryWithinBudget,
  'no-secret-leaked': noSecretLeaked,
  'others-unaffected': othersUnaffected,
  'recovers-as-expected': recoversAsExpected,
  'scope-within-grant': scopeWithinGrant,
  'fault-was-met': faultWasMet,
};

/** Every checker, one for each name of the model, in its order. */
export const checkers: readonly Checker[] = CHECKER_NAMES.map((name) => byName[name]);
