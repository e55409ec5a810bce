import { accountStaysTakenAway } from './account-stays-taken-away.ts';
import { authenticationAsRegistered } from './authentication-as-registered.ts';
import { callsAreTaken } from './calls-are-taken.ts';
import { connectAsExpected } from './connect-as-expected.ts';
import { connectIsProtected } from './connect-is-protected.ts';
import { connects } from './connects.ts';
import { failureIsVisible } from './failure-is-visible.ts';
import { failureTextHelps } from './failure-text-helps.ts';
import { faultWasMet } from './fault-was-met.ts';
import { identityUnchanged } from './identity-unchanged.ts';
import { itemsAcceptedExactlyOnce } from './items-accepted-exactly-once.ts';
import { itemsGoToTheirTenant } from './items-go-to-their-tenant.ts';
import { lostSaveIsTold } from './lost-save-is-told.ts';
import { noNeedlessRefresh } from './no-needless-refresh.ts';
import { noReuseOfSpentToken } from './no-reuse-of-spent-token.ts';
import { noSecretLeaked } from './no-secret-leaked.ts';
import { oneRefreshPerExpiry } from './one-refresh-per-expiry.ts';
import { otherFieldsUnchanged } from './other-fields-unchanged.ts';
import { otherRowsUnchanged } from './other-rows-unchanged.ts';
import { othersUnaffected } from './others-unaffected.ts';
import { processesStayAlive } from './processes-stay-alive.ts';
import { recoversAsExpected } from './recovers-as-expected.ts';
import { recoveryWithinBudget } from './recovery-within-budget.ts';
import { refreshIsPrompt } from './refresh-is-prompt.ts';
import { requestRepeatedUnchanged } from './request-repeated-unchanged.ts';
import { resultsBelongToItems } from './results-belong-to-items.ts';
import { retryAfterHonoured } from './retry-after-honoured.ts';
import { scopeWithinGrant } from './scope-within-grant.ts';
import { secretsInTheirPlace } from './secrets-in-their-place.ts';
import { serverIsVerified } from './server-is-verified.ts';
import { storedTokensAreNewest } from './stored-tokens-are-newest.ts';
import { tokenDataKept } from './token-data-kept.ts';
import { tokenRequestForm } from './token-request-form.ts';
import { typedParametersSent } from './typed-parameters-sent.ts';
import { worksWhenUnhindered } from './works-when-unhindered.ts';

/**
 * Every checker, in the order in which findings are listed. To add one, add a file and an entry
 * here; the compiler and scenario files then know its name.
 */
export const checkers = [
  itemsAcceptedExactlyOnce,
  itemsGoToTheirTenant,
  requestRepeatedUnchanged,
  resultsBelongToItems,
  oneRefreshPerExpiry,
  noReuseOfSpentToken,
  storedTokensAreNewest,
  accountStaysTakenAway,
  tokenDataKept,
  otherFieldsUnchanged,
  otherRowsUnchanged,
  failureIsVisible,
  failureTextHelps,
  lostSaveIsTold,
  noNeedlessRefresh,
  retryAfterHonoured,
  recoveryWithinBudget,
  refreshIsPrompt,
  noSecretLeaked,
  othersUnaffected,
  tokenRequestForm,
  authenticationAsRegistered,
  typedParametersSent,
  secretsInTheirPlace,
  serverIsVerified,
  connectIsProtected,
  processesStayAlive,
  connects,
  connectAsExpected,
  worksWhenUnhindered,
  callsAreTaken,
  recoversAsExpected,
  scopeWithinGrant,
  identityUnchanged,
  faultWasMet,
] as const;

export type CheckerName = (typeof checkers)[number]['name'];
