import type { EventOf } from '../../model/event.ts';
import { story, type HistoryBuilder } from './history-builder.ts';
import { untilExpired } from './stories.ts';
import { access, refresh } from './story-defaults.ts';

type Standing = NonNullable<EventOf<'request'>['presented']>['standing'];
type Reply = Partial<Omit<EventOf<'reply'>, 'type' | 'n' | 'at'>>;

/** An execution whose refresh gets this reply, and that fails with this text. */
export function afterRefresh(
  reply: Reply,
  message: string,
  more: Partial<EventOf<'execution'>> = {},
) {
  const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
  return told
    .answer(told.askRefresh(refresh(1)), reply)
    .finish('e2', { status: 'error', error: { message }, ...more });
}

/** An execution whose refresh with a dead token gets this reply, and that fails with this text. */
function afterDeadRefresh(standing: Standing, reply: Reply, message: string): HistoryBuilder {
  const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
  return told
    .answer(told.askRefresh(refresh(1), standing), reply)
    .finish('e2', { status: 'error', error: { message } });
}

/** An execution whose API call gets this reply, and that fails with this text. */
export const afterCall = (reply: Reply, message: string): HistoryBuilder =>
  story()
    .start('e1')
    .api('e1.1', access(1), 'live', { accepted: false, ...reply })
    .finish('e1', { status: 'error', error: { message } });

const withoutRefreshToken = (message: string): HistoryBuilder =>
  untilExpired()
    .probe({ access: access(1), refresh: 'absent' }, null)
    .start('e2')
    .api('e2.1', access(1), 'expired')
    .finish('e2', { status: 'error', error: { message } });

/** An execution that asks nobody, since a reply has left it no access token. */
const withoutAccessToken = (message: string): HistoryBuilder =>
  untilExpired()
    .probe({ access: 'absent', refresh: refresh(1) }, null)
    .start('e2')
    .finish('e2', { status: 'error', error: { message } });

/** An execution whose refresh brings tokens in an answer that a fault has changed. */
const afterEmptied = (fault: string, field: string, message: string): HistoryBuilder => {
  const told = untilExpired()
    .add({
      type: 'fault',
      fault,
      id: `${fault}#1`,
      state: 'begin',
      actsOn: 'token-endpoint',
      options: { field },
    })
    .start('e2')
    .api('e2.1', access(1), 'expired');
  const issued = { access: access(2), scope: 'read' };
  return told
    .answer(told.askRefresh(refresh(1)), { status: 200, issued, faults: [`${fault}#1`] })
    .finish('e2', { status: 'error', error: { message } });
};

/** An execution that calls with a dead token, in an answer of this status. */
const afterDeadCall = (reply: Reply, message: string): HistoryBuilder =>
  untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired', { accepted: false, ...reply })
    .finish('e2', { status: 'error', error: { message } });

/** What a vendor says at the address it has left. */
export const MOVED = 'This endpoint is no longer valid, see the migration guide.';

/** Ways in which an execution can fail, each with the text that it fails with. */
export const SITUATIONS = {
  'a refused refresh token': (text) => afterRefresh({ status: 400, error: 'invalid_grant' }, text),
  'a refused client': (text) => afterRefresh({ status: 401, error: 'invalid_client' }, text),
  'a refused scope': (text) => afterRefresh({ status: 400, error: 'invalid_scope' }, text),
  'a refused client with a dead token': (text) =>
    afterDeadRefresh('expired', { status: 401, error: 'invalid_client' }, text),
  'a refusal of a dead token without a code': (text) =>
    afterDeadRefresh('revoked', { status: 400 }, text),
  'a refusal of a dead token with a code of its own': (text) =>
    afterDeadRefresh('expired', { status: 401, error: 'bad_refresh_token' }, text),
  'a dead token that meets an answer of a fault': (text) =>
    afterDeadRefresh(
      'revoked',
      { status: 400, error: 'Access Denied', faults: ['token/throttled-vendor-form#1'] },
      text,
    ),
  'a throttle': (text) => afterRefresh({ status: 429, retryAfterSeconds: 3 }, text),
  'a throttle of which nothing arrived': (text) =>
    afterRefresh({ status: 429, outcome: 'reset', delivered: false }, text),
  'an API that throttles': (text) => afterCall({ status: 429 }, text),
  'an API that throttles in half an answer': (text) =>
    afterCall({ status: 429, outcome: 'truncated', delivered: false }, text),
  'a provider that is down': (text) => afterRefresh({ status: 503 }, text),
  'a broken line': (text) => afterRefresh({ outcome: 'reset', delivered: false }, text),
  'a page': (text) => afterRefresh({ status: 200, contentType: 'text/html' }, text),
  'an error with status 200': (text) =>
    afterRefresh({ status: 200, error: 'bad_refresh_token' }, text),
  'no refresh token': withoutRefreshToken,
  'too little scope': (text) => afterCall({ status: 403, error: 'insufficient_scope' }, text),
  'an API that refuses a new token': (text) => afterCall({ status: 401 }, text),
  'an API that is down': (text) => afterCall({ status: 500 }, text),
  'an API that is down while the token is dead': (text) =>
    afterDeadCall({ status: 500, faults: ['access-token/expired#2', 'api/server-error#1'] }, text),
  'an API that tells of an expired token by a server error': (text) =>
    afterDeadCall(
      { status: 500, faults: ['access-token/expired#2', 'api/expiry-told-as#1'] },
      text,
    ),
  'a server error for a dead refresh token': (text) =>
    afterDeadRefresh('expired', { status: 500 }, text),
  'no access token': withoutAccessToken,
  'an answer from which a fault took the access token': (text) =>
    afterEmptied('reply/field-null', 'access_token', text),
  'an answer from which a fault took another field': (text) =>
    afterEmptied('reply/field-null', 'scope', text),
  'a call that was carried out, with half an answer': (text) =>
    afterCall({ accepted: true, status: 200, outcome: 'truncated', delivered: false }, text),
  'a proxy that wants to know who calls': (text) =>
    afterRefresh({ status: 407, contentType: 'text/html' }, text),
  'an address that is gone': (text) =>
    afterRefresh({ status: 404, error: 'endpoint_retired', says: MOVED }, text),
  'an outage that the provider explains': (text) =>
    afterRefresh({ status: 503, says: 'We move house until noon, check your password' }, text),
  'a refused refresh token that the provider explains': (text) =>
    afterRefresh({ status: 400, error: 'invalid_grant', says: 'The session has ended' }, text),
} as const satisfies Readonly<Record<string, (text: string) => HistoryBuilder>>;

type Situation = keyof typeof SITUATIONS;

/** Texts that help in a situation. */
export const HELPFUL: readonly (readonly [Situation, string])[] = [
  ['a refused refresh token', 'The credential "x" needs to be reconnected'],
  [
    'a refused refresh token',
    'Your Google account is no longer linked. Connect the account again.',
  ],
  ['a refused refresh token', 'Access was withdrawn: re-authorize the app'],
  ['a refused refresh token', 'The grant has expired (invalid_grant). Please sign in again.'],
  ['a refused refresh token', 'Consent was revoked. Authorize this credential again.'],
  ['a refused refresh token', 'Please reauthenticate your account'],
  ['a refused refresh token', 'Log in to the provider again to continue'],
  ['a refused refresh token', 'A new consent is needed'],
  ['a refused client', 'invalid_client'],
  ['a refused client', 'The client secret was rotated; put the new one into the credential'],
  ['a refused client', 'The app was disabled at the provider'],
  ['a refused scope', 'The requested scope is invalid, unknown, or malformed.'],
  ['a throttle', 'Too many requests; try again in 3 s'],
  ['a throttle', 'The provider limits the rate of requests. There is no need to reconnect.'],
  ['a throttle', 'The server asks for fewer requests per minute (429).'],
  ['a throttle', 'Status 429. The workflow may be run again in a few seconds.'],
  ['an API that throttles', 'The API asks to be called less often'],
  ['a throttle of which nothing arrived', 'The connection broke'],
  ['a throttle of which nothing arrived', 'Too many requests'],
  ['an API that throttles in half an answer', 'The API call timed out: no answer in time'],
  ['an API that throttles in half an answer', 'The API limits the rate of calls'],
  ['a refused client with a dead token', 'invalid_client: the client secret is wrong'],
  ['a refusal of a dead token without a code', 'The token endpoint answered 400 without tokens'],
  ['a refusal of a dead token with a code of its own', 'Please reconnect the account'],
  ['a dead token that meets an answer of a fault', 'The token endpoint says: Access Denied'],
  ['a provider that is down', 'Service unavailable - try again later'],
  ['a provider that is down', 'The provider has an outage. If it persists, check the credential.'],
  ['a provider that is down', 'The token endpoint failed with a server error (503)'],
  ['a broken line', 'The connection was closed unexpectedly'],
  ['a broken line', 'read ECONNRESET'],
  ['a broken line', 'No answer from the provider within 10 s'],
  ['a page', 'Expected JSON from the token endpoint but received: <html>'],
  ['a page', 'The token endpoint answered with a page instead of tokens'],
  ['an error with status 200', 'The provider said bad_refresh_token'],
  ['an error with status 200', 'The token could not be refreshed'],
  ['an error with status 200', 'Please reconnect the account'],
  ['no refresh token', 'There is no refresh token. Please reconnect the credentials.'],
  ['no refresh token', 'Ask for offline access: the provider sends no refresh token without it'],
  ['too little scope', 'Forbidden: insufficient_scope'],
  ['too little scope', 'The credential lacks the permission files.read'],
  ['an API that refuses a new token', 'Authorization failed - please check your credentials'],
  ['an API that is down', 'The API answered 500, a fault of the server'],
  [
    'an API that tells of an expired token by a server error',
    'The API answered with a server error',
  ],
  ['an API that tells of an expired token by a server error', 'Please reconnect the account'],
  ['an API that tells of an expired token by a server error', 'Access token expired'],
  [
    'a server error for a dead refresh token',
    'The token endpoint failed with a server error (500)',
  ],
  ['a server error for a dead refresh token', 'Please reconnect the account'],
  ['no access token', 'No access token is stored. Connect the account.'],
  [
    'an answer from which a fault took the access token',
    'The token endpoint answered 200 with no access token',
  ],
  ['an answer from which a fault took another field', 'The API refuses the access token (401)'],
  ['a call that was carried out, with half an answer', 'stream has been aborted'],
  ['a proxy that wants to know who calls', 'The proxy on the way demands credentials'],
  ['a proxy that wants to know who calls', 'The connection broke'],
  ['an address that is gone', MOVED],
  [
    'an address that is gone',
    'The provider says: "this endpoint is no longer\nvalid, see the migration guide"',
  ],
  ['an address that is gone', 'endpoint_retired'],
  [
    'an outage that the provider explains',
    'We move house until noon, check your password: server error',
  ],
];

/** Texts that do not help. */
export const USELESS: readonly (readonly [Situation, string])[] = [
  ['a refused refresh token', 'invalid_grant'],
  ['a refused refresh token', 'The refresh token is invalid, expired or revoked'],
  ['a refused refresh token', 'HTTP status 400'],
  ['a refused refresh token', '{"error":"invalid_grant"}'],
  ['a refused refresh token', 'There is no need to reconnect'],
  ['a refused client', 'Please reconnect your credential'],
  ['a refused scope', 'Please reconnect your credential'],
  ['a throttle', 'The thing did not work out'],
  ['a refused client with a dead token', 'Please reconnect your credential'],
  ['a refusal of a dead token without a code', 'HTTP status 400'],
  ['a refusal of a dead token with a code of its own', 'bad_refresh_token'],
  ['a throttle of which nothing arrived', 'HTTP status 429'],
  ['an API that throttles in half an answer', 'The thing did not work out'],
  ['a throttle', 'HTTP status 429'],
  ['a provider that is down', 'HTTP status 503'],
  ['a provider that is down', 'The access token could not be renewed'],
  ['a broken line', 'The access token could not be renewed'],
  ['a page', 'The access token could not be renewed'],
  ['an error with status 200', 'Authorization failed - please check your credentials'],
  ['no refresh token', 'The access token has expired'],
  ['too little scope', 'Please reconnect your credential'],
  ['an API that refuses a new token', 'HTTP status 401'],
  ['an API that is down', 'HTTP status 500'],
  ['a refused client', 'Authorization failed - please check your credentials'],
  ['a refused client', 'Check your credentials in the node'],
  ['a refused client', 'HTTP client error 401, content-type: application/json'],
  ['an API that tells of an expired token by a server error', 'HTTP status 500'],
  ['a server error for a dead refresh token', 'HTTP status 500'],
  ['no access token', 'Unable to sign without access token'],
  ['an answer from which a fault took the access token', 'Unable to sign without access token'],
  ['a call that was carried out, with half an answer', 'The thing did not work out'],
  ['a proxy that wants to know who calls', 'HTTP status 407'],
  ['no access token', 'refreshToken is required'],
  ['a page', 'Unable to sign without access token'],
  ['a provider that is down', 'Unable to sign without access token'],
  ['an address that is gone', 'HTTP status 404'],
  ['an outage that the provider explains', 'We move house until noon, check your password'],
  ['a refused refresh token that the provider explains', 'The session has ended'],
];

/** Texts that send the reader to the wrong place. */
export const MISLEADING: readonly (readonly [Situation, string])[] = [
  ['a refused refresh token', 'Bad request - please check your parameters'],
  ['a refused refresh token', 'Please reconnect. The service is temporarily unavailable.'],
  ['a throttle', 'Too many requests. Please reconnect your credential.'],
  ['a throttle', 'Rate limit: invalid credentials'],
  ['a provider that is down', 'Service unavailable. Check that the scope is right.'],
  ['a provider that is down', 'Service unavailable. Sign in to your account again.'],
  ['a broken line', 'The connection broke because your refresh token has expired'],
  ['a page', 'No token in the reply: please check your credentials'],
  ['an API that is down', 'Server error. Reconnect the account.'],
  ['an API that is down while the token is dead', 'Server error. Reconnect the account.'],
  ['no access token', 'Check your parameters'],
  ['an answer from which a fault took the access token', 'Please reconnect the account'],
  ['a call that was carried out, with half an answer', 'Please reconnect the account'],
  ['a proxy that wants to know who calls', 'Please reconnect the account'],
  ['no access token', 'Try again later'],
];
