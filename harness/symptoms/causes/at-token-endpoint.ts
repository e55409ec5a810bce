import { byRule, renewed, type Cause, type Failure } from './cause.ts';

const isRefused = byRule('refresh-token-refused');

/** True when the API refused a token that had just been refreshed. */
const isNewTokenRefused = (failure: Failure): boolean =>
  byRule('api-refuses-token')(failure) && renewed(failure).told.length > 0;

const standing = ({ exchange }: Failure): string | undefined =>
  exchange?.request.presented?.standing;

/** True when the ledger tells this of the grant of the token that a failure was about. */
const hadInLedger = ({ history, exchange, to }: Failure, wanted: 'replayed' | 'revoked'): boolean =>
  history
    .of('ledger')
    .some(
      ({ action, token, n }) =>
        action === wanted &&
        token?.kind === 'refresh' &&
        token.family === exchange?.request.presented?.ref?.family &&
        n < to,
    );

/**
 * True when the refresh token of a failure had been exchanged before, or belongs to a grant of
 * which an exchanged one had been shown.
 */
const isReplay = (failure: Failure): boolean =>
  ['spent', 'spent-in-grace'].includes(standing(failure) ?? '') || hadInLedger(failure, 'replayed');

/** True when the provider had taken back the refresh token before it answered. */
const wasRevoked = (failure: Failure): boolean => {
  const { ref } = failure.exchange?.request.presented ?? {};
  return (
    standing(failure) === 'revoked' ||
    failure.history
      .of('ledger')
      .some(
        ({ action, token, n }) =>
          action === 'revoked' &&
          token?.kind === 'refresh' &&
          token.fingerprint === ref?.fingerprint &&
          n < failure.to,
      )
  );
};

/** Causes that lie with the token endpoint, or with what n8n has sent there. */
export const AT_TOKEN_ENDPOINT: readonly Cause[] = [
  {
    id: 'refresh-token-presented-twice',
    says: 'A refresh token that had already been exchanged was presented again, so the provider refused it and may have ended the grant.',
    basis: 'RFC 9700 §4.14.2',
    act: 'Connect the account again. Then find what presents it twice: a second n8n with the same credential, executions that run at once on an older n8n, or an answer or a save that was lost.',
    tell: "In the provider's log, the same refresh token was presented twice, or a refresh succeeded shortly before of which n8n stored nothing.",
    shows: (failure) => (isRefused(failure) || isNewTokenRefused(failure)) && isReplay(failure),
  },
  {
    id: 'refresh-token-expired',
    says: 'The refresh token had reached the end of its life.',
    basis: 'RFC 6749 §5.2, invalid_grant',
    act: 'Connect the account again. Where it happens again after the same time, have the credential used within that time, or have the provider grant a longer life.',
    tell: 'The last refresh or the consent is as long ago as refresh tokens live at this provider (often days or months without use, or seven days for an app in test).',
    shows: (failure) => isRefused(failure) && standing(failure) === 'expired',
  },
  {
    id: 'grant-ended',
    says: 'The provider has ended the grant: the consent was withdrawn, the tokens were revoked, or the account changed.',
    basis: 'RFC 6749 §5.2, invalid_grant',
    act: 'Connect the account again.',
    tell: "The app is missing among the account's connected apps, or the provider's log shows a revocation, a new password or a rule that ended the session; no refresh token was presented twice.",
    shows: (failure) =>
      (isRefused(failure) && wasRevoked(failure)) ||
      (isNewTokenRefused(failure) &&
        standing(failure) === 'revoked' &&
        hadInLedger(failure, 'revoked')),
  },
  {
    id: 'refresh-token-unknown',
    says: 'What n8n holds as refresh token is none that the provider has issued.',
    basis: 'RFC 6749 §5.2, invalid_grant',
    act: 'Connect the account again; look whether the credential was copied from elsewhere or its token URL was changed.',
    tell: "The provider's log does not know the token at all: it was stored garbled, or comes from another environment or app.",
    shows: (failure) => isRefused(failure) && standing(failure) !== 'live',
  },
  {
    id: 'refresh-token-refused-though-alive',
    says: 'The provider refused a refresh token that is still alive.',
    basis: 'RFC 6749 §5.2, invalid_grant',
    act: 'Run the workflow again before anything else: nothing may be wrong with the consent. Where it stays so, connect the account again.',
    tell: 'The same credential works again a little later without a new consent.',
    shows: isRefused,
  },
  {
    id: 'refresh-beside-another',
    says: 'The refresh was refused only because another one was under way or had just succeeded; the grant lives.',
    basis: 'RFC 6749 §5.2 has no code for it; providers answer invalid_grant',
    act: 'Run the workflow again. Do not connect the account again.',
    tell: 'Two executions of one credential began within seconds, one of them succeeded, and the next run works.',
    shows: byRule('refused-in-passing'),
  },
  {
    id: 'token-endpoint-throttles',
    says: 'The token endpoint takes no more requests for a while.',
    basis: 'RFC 6585 §4',
    act: 'Wait as long as the provider says (Retry-After), and refresh less often: fewer executions at once, longer lives of tokens.',
    tell: 'The token endpoint answers 429, or a quota is used up in the console of the provider; other credentials of the same app fail, too.',
    shows: byRule('token-endpoint-throttles', 'token-endpoint-throttles-and-breaks-off'),
  },
  {
    id: 'token-endpoint-answers-dead-token-with-server-error',
    says: 'The token endpoint answers a dead refresh token as if the server were not well.',
    basis: 'RFC 6749 §5.2 asks for invalid_grant',
    act: 'Where it lasts, connect the account again.',
    tell: "The provider's status page shows no outage, and other credentials can refresh.",
    shows: byRule('token-endpoint-answers-dead-token-with-server-error'),
  },
  {
    id: 'token-endpoint-down',
    says: 'The token endpoint is not well: it answers 5xx, or says that it is unavailable.',
    basis: 'RFC 9110 §15.6',
    act: 'Wait for the provider, or switch on Retry On Fail in the node. Nothing in the credential is wrong.',
    tell: "The provider's status page, and every credential of this provider fails at its next refresh; no quota is used up.",
    shows: byRule('token-endpoint-down'),
  },
  {
    id: 'token-endpoint-gave-no-complete-answer',
    says: 'The token endpoint gave no answer, or one that broke off.',
    basis: 'RFC 9112 §8',
    act: 'Run the workflow again. Where refresh tokens are for one use and the answer was lost, the account may have to be connected again.',
    tell: 'The line: a connection that was reset, a timeout, a proxy; the provider may have a refresh in its log whose answer never arrived.',
    shows: byRule('token-endpoint-gave-no-complete-answer'),
  },
  {
    id: 'client-refused',
    says: 'The provider refuses the client: its id, its secret, or how n8n shows them.',
    basis: 'RFC 6749 §5.2, invalid_client and unauthorized_client',
    act: 'Put the client id and secret in the credential right (a new secret may have been made), or the app at the provider, and the setting Authentication (header or body). The grant is still good.',
    tell: 'Connecting the account again fails with the same text, and all credentials of this app fail at once.',
    shows: byRule('client-refused'),
  },
  {
    id: 'scope-refused',
    says: 'The provider refuses the scope that the token request asks for.',
    basis: 'RFC 6749 §5.2, invalid_scope',
    act: 'Put the scope in the credential right, or have it allowed for the app at the provider, and connect the account again.',
    tell: "The provider's answer says invalid_scope; scopes of the app or of the credential were changed.",
    shows: byRule('scope-refused'),
  },
  {
    id: 'token-endpoint-answered-error',
    says: 'The token endpoint answered with an error in a form that n8n does not take for one, or with a code of its own.',
    basis: 'RFC 6749 §5.2',
    act: 'Read what the token endpoint said; where it names the refresh token, connect the account again.',
    tell: "The token endpoint's answer (a log of a proxy, the provider's log) is a 200 or another unusual status with an error in its body; what the API said after it is only an echo.",
    shows: byRule('token-endpoint-answered-error'),
  },
  {
    id: 'no-token-reply',
    says: 'The token endpoint answered with something that is no token reply: a page, nothing, another form.',
    basis: 'RFC 6749 §5.1',
    act: 'Wait when it is a page about maintenance; else look whether the token URL in the credential is right and what stands between n8n and the provider. Do not connect the account again.',
    tell: 'Open the token URL from where n8n runs: a page for humans, a login page of a proxy or an empty answer comes instead of JSON.',
    shows: (failure) =>
      byRule('no-token-reply')(failure) ||
      (byRule('api-refuses-token')(failure) && renewed(failure).unread.length > 0),
  },
  {
    id: 'proxy-demands-credentials',
    says: 'A proxy on the way demands credentials of its own.',
    basis: 'RFC 9110 §15.5.8',
    act: 'Give n8n what the proxy wants (HTTP_PROXY, HTTPS_PROXY). Nothing in the credential is wrong.',
    tell: 'The answer is 407, and comes from the proxy.',
    shows: byRule('proxy-demands-credentials'),
  },
];
