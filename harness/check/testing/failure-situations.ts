import type { EventOf } from '../../model/event.ts';
import type { TokenRef } from '../views/token-ref.ts';
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

/** An execution whose refresh is refused because another one with the same token is under way. */
const beside = (message: string, reply: Reply = {}): HistoryBuilder => {
  const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
  const exchange = told.askRefresh(refresh(1));
  return told
    .add({ type: 'ledger', action: 'refused', realmTimeMs: 0, cause: 'concurrent', exchange })
    .answer(exchange, { status: 400, error: 'invalid_grant', ...reply })
    .finish('e2', { status: 'error', error: { message } });
};

/** An execution that shows a spent refresh token, while another one has stored this one. */
const afterOther = (live: TokenRef | undefined, message: string): HistoryBuilder =>
  afterDeadRefresh('spent', { status: 400, error: 'invalid_grant' }, message).probe(
    { access: access(2), refresh: refresh(2) },
    { family: 'f1', scope: 'read', ...(live === undefined ? {} : { refresh: live }) },
  );

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
    .inject(fault, `${fault}#1`, 'token-endpoint', { field })
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
  'a grant type that is not supported': (text) =>
    afterRefresh({ status: 400, error: 'unsupported_grant_type' }, text),
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
  'a refresh beside another one': beside,
  'a refresh beside another one that the provider explains': (text) =>
    beside(text, { says: 'token request is already being processed' }),
  'a refresh beside another one that the provider calls a conflict': (text) =>
    beside(text, { status: 409, error: 'request_in_progress' }),
  'a spent refresh token whose successor is stored': (text) => afterOther(refresh(2), text),
  'a spent refresh token whose successor is dead, too': (text) => afterOther(undefined, text),
} as const satisfies Readonly<Record<string, (text: string) => HistoryBuilder>>;

export type Situation = keyof typeof SITUATIONS;
