import type { z } from 'zod';
import { accessTokenExpired } from './access-token/expired.ts';
import { accessTokenRejected } from './access-token/rejected.ts';
import { accessTokenRevoked } from './access-token/revoked.ts';
import { accessTokenShortLived } from './access-token/short-lived.ts';
import { apiExpiryToldAs } from './api/expiry-told-as.ts';
import { apiFlapping } from './api/flapping.ts';
import { apiInsufficientScope } from './api/insufficient-scope.ts';
import { apiReadAfterWriteLag } from './api/read-after-write-lag.ts';
import { apiServerError } from './api/server-error.ts';
import { apiSlow } from './api/slow.ts';
import { apiThrottled } from './api/throttled.ts';
import { apiTruncatedBody } from './api/truncated-body.ts';
import { apiUnrelated401 } from './api/unrelated-401.ts';
import { clientDisabled } from './client/disabled.ts';
import { clientSecretRotated } from './client/secret-rotated.ts';
import { clockProviderAhead } from './clock/provider-ahead.ts';
import { clockProviderBehind } from './clock/provider-behind.ts';
import { consentPasswordChanged } from './consent/password-changed.ts';
import { consentWithdrawn } from './consent/withdrawn.ts';
import { identityIssuerChanged } from './identity/issuer-changed.ts';
import { identitySubjectSwapped } from './identity/subject-swapped.ts';
import { keysRotated } from './keys/rotated.ts';
import { keysUnknownKid } from './keys/unknown-kid.ts';
import { providerRestartedWithoutMemory } from './provider/restarted-without-memory.ts';
import { refreshTokenAbsoluteExpired } from './refresh-token/absolute-expired.ts';
import { refreshTokenEvicted } from './refresh-token/evicted.ts';
import { refreshTokenFamilyRevoked } from './refresh-token/family-revoked.ts';
import { refreshTokenIdleExpired } from './refresh-token/idle-expired.ts';
import { refreshTokenLimit } from './refresh-token/limit.ts';
import { refreshTokenMissing } from './refresh-token/missing.ts';
import { refreshTokenRevoked } from './refresh-token/revoked.ts';
import { replyBom } from './reply/bom.ts';
import { replyContentType } from './reply/content-type.ts';
import { replyEmptyBody } from './reply/empty-body.ts';
import { replyErrorCode } from './reply/error-code.ts';
import { replyExpiresIn } from './reply/expires-in.ts';
import { replyFieldAbsent } from './reply/field-absent.ts';
import { replyFieldDoubled } from './reply/field-doubled.ts';
import { replyFieldEmpty } from './reply/field-empty.ts';
import { replyFieldNested } from './reply/field-nested.ts';
import { replyFieldNull } from './reply/field-null.ts';
import { replyFieldWrongType } from './reply/field-wrong-type.ts';
import { replyHugeBody } from './reply/huge-body.ts';
import { replyHugeToken } from './reply/huge-token.ts';
import { replyLateAfterCommit } from './reply/late-after-commit.ts';
import { replyLostAfterCommit } from './reply/lost-after-commit.ts';
import { replyLostAfterHeaders } from './reply/lost-after-headers.ts';
import { replyNotUtf8 } from './reply/not-utf8.ts';
import { replyServerErrorAfterCommit } from './reply/server-error-after-commit.ts';
import { replyTruncatedAfterCommit } from './reply/truncated-after-commit.ts';
import { rotationConcurrentRefused } from './rotation/concurrent-refused.ts';
import { rotationGrace } from './rotation/grace.ts';
import { rotationGraceSamePair } from './rotation/grace-same-pair.ts';
import { rotationImmediate } from './rotation/immediate.ts';
import { rotationNearExpiry } from './rotation/near-expiry.ts';
import { rotationNever } from './rotation/never.ts';
import { rotationPeriodic } from './rotation/periodic.ts';
import { rotationRefreshKillsAccessToken } from './rotation/refresh-kills-access-token.ts';
import { rotationRetiredOnSuccessorUse } from './rotation/retired-on-successor-use.ts';
import { rotationReuseRevokesSession } from './rotation/reuse-revokes-session.ts';
import { scopeAbsentInReply } from './scope/absent-in-reply.ts';
import { scopeArray } from './scope/array.ts';
import { scopeCommaSeparated } from './scope/comma-separated.ts';
import { scopeInvalidScope } from './scope/invalid-scope.ts';
import { scopeNarrowedOnRefresh } from './scope/narrowed-on-refresh.ts';
import { scopeRenamed } from './scope/renamed.ts';
import { scopeReordered } from './scope/reordered.ts';
import { scopeWidened } from './scope/widened.ts';
import { tlsCertificateExpired } from './tls/certificate-expired.ts';
import { tlsCertificateSelfSigned } from './tls/certificate-self-signed.ts';
import { tlsCertificateWrongHost } from './tls/certificate-wrong-host.ts';
import { tokenBucket } from './token/bucket.ts';
import { tokenClientRefused } from './token/client-refused.ts';
import { tokenDailyQuota } from './token/daily-quota.ts';
import { tokenErrorReply } from './token/error-reply.ts';
import { tokenHtmlPage } from './token/html-page.ts';
import { tokenLoginRedirect } from './token/login-redirect.ts';
import { tokenNoContent } from './token/no-content.ts';
import { tokenSlow } from './token/slow.ts';
import { tokenTemporaryRedirect } from './token/temporary-redirect.ts';
import { tokenThrottled } from './token/throttled.ts';
import { tokenThrottledPerRefreshToken } from './token/throttled-per-refresh-token.ts';
import { tokenThrottledVendorForm } from './token/throttled-vendor-form.ts';
import { tokenUnavailable } from './token/unavailable.ts';
import { wireBandwidth } from './wire/bandwidth.ts';
import { wireHalfClose } from './wire/half-close.ts';
import { wireHang } from './wire/hang.ts';
import { wireIdleConnectionKilled } from './wire/idle-connection-killed.ts';
import { wireLatency } from './wire/latency.ts';
import { wireProxyAuthenticationRequired } from './wire/proxy-authentication-required.ts';
import { wireReset } from './wire/reset.ts';
import { wireSliced } from './wire/sliced.ts';

/**
 * All faults of the provider. A new one is a file beside this one and a line here; docs and types
 * follow.
 */
export const faults = [
  accessTokenExpired,
  accessTokenRejected,
  accessTokenRevoked,
  accessTokenShortLived,
  apiExpiryToldAs,
  apiFlapping,
  apiInsufficientScope,
  apiReadAfterWriteLag,
  apiServerError,
  apiSlow,
  apiThrottled,
  apiTruncatedBody,
  apiUnrelated401,
  clientDisabled,
  clientSecretRotated,
  clockProviderAhead,
  clockProviderBehind,
  consentPasswordChanged,
  consentWithdrawn,
  identityIssuerChanged,
  identitySubjectSwapped,
  keysRotated,
  keysUnknownKid,
  providerRestartedWithoutMemory,
  refreshTokenAbsoluteExpired,
  refreshTokenEvicted,
  refreshTokenFamilyRevoked,
  refreshTokenIdleExpired,
  refreshTokenLimit,
  refreshTokenMissing,
  refreshTokenRevoked,
  replyBom,
  replyContentType,
  replyEmptyBody,
  replyErrorCode,
  replyExpiresIn,
  replyFieldAbsent,
  replyFieldDoubled,
  replyFieldEmpty,
  replyFieldNested,
  replyFieldNull,
  replyFieldWrongType,
  replyHugeBody,
  replyHugeToken,
  replyLateAfterCommit,
  replyLostAfterCommit,
  replyLostAfterHeaders,
  replyNotUtf8,
  replyServerErrorAfterCommit,
  replyTruncatedAfterCommit,
  rotationConcurrentRefused,
  rotationGrace,
  rotationGraceSamePair,
  rotationImmediate,
  rotationNearExpiry,
  rotationNever,
  rotationPeriodic,
  rotationRefreshKillsAccessToken,
  rotationRetiredOnSuccessorUse,
  rotationReuseRevokesSession,
  scopeAbsentInReply,
  scopeArray,
  scopeCommaSeparated,
  scopeInvalidScope,
  scopeNarrowedOnRefresh,
  scopeRenamed,
  scopeReordered,
  scopeWidened,
  tlsCertificateExpired,
  tlsCertificateSelfSigned,
  tlsCertificateWrongHost,
  tokenBucket,
  tokenClientRefused,
  tokenDailyQuota,
  tokenErrorReply,
  tokenHtmlPage,
  tokenLoginRedirect,
  tokenNoContent,
  tokenSlow,
  tokenTemporaryRedirect,
  tokenThrottled,
  tokenThrottledPerRefreshToken,
  tokenThrottledVendorForm,
  tokenUnavailable,
  wireBandwidth,
  wireHalfClose,
  wireHang,
  wireIdleConnectionKilled,
  wireLatency,
  wireProxyAuthenticationRequired,
  wireReset,
  wireSliced,
] as const;

export type FaultName = (typeof faults)[number]['name'];

/** Options of a fault as they are written, before defaults. */
export type FaultOptions<N extends FaultName = FaultName> = z.input<
  Extract<(typeof faults)[number], { name: N }>['options']
>;
