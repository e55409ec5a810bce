import { byRule, renewed, type Cause, type Failure } from './cause.ts';

const isRefused = byRule('api-refuses-token');

const calledAt = ({ exchange, to }: Failure): number => exchange?.request.n ?? to;

const status = ({ exchange }: Failure): number => exchange?.reply?.status ?? 0;

const isCall = ({ exchange }: Failure): boolean => exchange?.request.endpoint === 'resource';

/** True when the clock of the API or of the authorization server was off at a failure. */
const isClockOff = ({ history, to }: Failure): boolean =>
  ['issuer', 'resource'].some(
    (clock) =>
      (history.of('clock').findLast((event) => event.n < to && event.clock === clock)?.offsetMs ??
        0) !== 0,
  );

/** Causes that lie with the API, or with what n8n has sent there. */
export const AT_THE_API: readonly Cause[] = [
  {
    id: 'call-not-repeated-after-refresh',
    says: 'The access token had expired and n8n got a new one, but did not repeat the call.',
    basis: 'hasSingleUseBody in n8n-core: a file that was sent is used up',
    act: 'Run the workflow again, or switch on Retry On Fail in the node: the new token is there.',
    tell: 'The node sends a file, the execution is the first one after the token expired, and the next one works without anybody doing anything.',
    shows: (failure) =>
      (isRefused(failure) || (failure.rules.length === 0 && isCall(failure))) &&
      renewed(failure).told.some(({ request }) => request.n > calledAt(failure)),
  },
  {
    id: 'clocks-differ',
    says: 'The clocks of the API and of the authorization server differ, so the API takes a new token for one that is not valid yet or no more.',
    basis: 'RFC 7519 §4.1.4 and §4.1.5',
    act: 'Have the clocks of both servers put right (NTP); nothing in n8n or the credential is wrong.',
    tell: 'The Date headers of both servers differ from the time of day by more than a minute or so, and each refresh succeeds.',
    shows: (failure) =>
      isRefused(failure) && renewed(failure).told.length > 0 && isClockOff(failure),
  },
  {
    id: 'api-refuses-new-token',
    says: 'The API refuses also the token that has just been refreshed.',
    basis: 'RFC 6750 §3.1, invalid_token',
    act: 'Look at what the API checks: what the token is for (audience, tenant, app), its issuer and its keys; connecting again brings such a token again.',
    tell: "The provider's log shows a refresh that succeeded just before the refusal.",
    shows: (failure) => isRefused(failure) && renewed(failure).told.length > 0,
  },
  {
    id: 'expiry-not-recognised',
    says: 'The API tells of an expired token with a status that n8n does not take for it, so n8n asks for no new token.',
    basis: 'RFC 6750 §3.1 asks for 401',
    act: 'Where the credential can say which status means an expired token (Token Expired Status Code), enter it; else connect the account again each time.',
    tell: 'It fails as long after each connect as an access token lives, and the provider sees no refresh.',
    shows: (failure) =>
      isRefused(failure) &&
      status(failure) !== 401 &&
      failure.exchange?.request.presented?.standing !== 'live',
  },
  {
    id: 'token-endpoint-not-reached',
    says: 'A new token was needed, and the token endpoint was not reached.',
    basis: 'RFC 6749 §6',
    act: 'Look at the way from n8n to the token URL: name, certificate, firewall, proxy. Nothing in the consent is wrong.',
    tell: "The provider's log has no token request; from the host of n8n the token URL cannot be opened.",
    shows: (failure) =>
      byRule('token-endpoint-not-reached')(failure) ||
      (isRefused(failure) && failure.rules.includes('token-endpoint-not-reached')),
  },
  {
    id: 'api-refuses-token',
    says: 'The API refuses the token, and n8n did not get it another one.',
    basis: 'RFC 6750 §3.1, invalid_token',
    act: 'Connect the account again; look whether the token is meant for this API.',
    tell: "The provider's log shows no refresh that succeeded just before the refusal.",
    shows: isRefused,
  },
  {
    id: 'scope-too-small',
    says: 'The token works, but its scope does not reach as far as this call.',
    basis: 'RFC 6750 §3.1, insufficient_scope',
    act: 'Enter the scope that the API asks for in the credential, and connect the account again so that somebody consents to it.',
    tell: 'Other calls with the same credential work, and the answer of the API names a scope or says insufficient_scope.',
    shows: byRule('scope-too-small'),
  },
  {
    id: 'api-throttles',
    says: 'The API takes no more calls for a while.',
    basis: 'RFC 6585 §4',
    act: 'Wait as long as the API says, and call less often (Batching in the node).',
    tell: 'The answer of the API is 429; the token endpoint has nothing to do with it.',
    shows: byRule('api-throttles', 'api-throttles-and-breaks-off'),
  },
  {
    id: 'api-answers-dead-token-with-server-error',
    says: 'The API answers a dead token as if the server were not well.',
    basis: 'RFC 6750 §3.1 asks for 401',
    act: 'Where it lasts, connect the account again.',
    tell: 'Calls without this credential work; the failure began as long after the last refresh as an access token lives.',
    shows: byRule('api-answers-dead-token-with-server-error'),
  },
  {
    id: 'api-down',
    says: 'The API is not well.',
    basis: 'RFC 9110 §15.6',
    act: 'Wait for the API, or switch on Retry On Fail in the node. Nothing in the credential is wrong.',
    tell: "The status page of the API; the token endpoint answers, and the provider's log shows no failed refresh.",
    shows: byRule('api-down'),
  },
  {
    id: 'api-gave-no-complete-answer',
    says: 'The API gave no answer, or one that broke off; it may have done what was asked.',
    basis: 'RFC 9112 §8',
    act: 'Look at the API whether the call was carried out, and only then run the workflow again. Nothing in the credential is wrong.',
    tell: 'The line to the API: a connection that was reset, a timeout, a proxy; the token endpoint was not asked at that moment.',
    shows: byRule('api-gave-no-complete-answer'),
  },
  {
    id: 'call-refused',
    says: 'The API refuses the call itself; the token is good.',
    basis: 'RFC 9110 §15.5',
    act: 'Look at the parameters of the node. Nothing in the credential is wrong.',
    tell: 'Another call with the same credential works; the answer of the API says what is wrong with this one.',
    shows: (failure) => failure.rules.length === 0 && isCall(failure) && status(failure) >= 400,
  },
];
