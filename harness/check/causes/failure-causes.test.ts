import { describe, expect, test } from 'vitest';
import type { HistoryBuilder } from '../testing/history-builder.ts';
import { story } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { intervals } from '../views/intervals.ts';
import { failureCauses } from './failure-causes.ts';

const FAILED = { status: 'error', error: { message: 'It failed' } } as const;
const DATABASE = 'the database could not keep the new tokens';
const REFUSED = 'the provider refused the refresh token';
const API = 'the API refuses the token';
const UNREACHED = 'the token endpoint was not reached';

function causesOf(told: HistoryBuilder, key = 'e2') {
  const history = told.build();
  const interval = intervals(history).find((candidate) => candidate.key === key);
  if (interval === undefined) throw new RangeError(`There is no execution ${key}.`);
  return failureCauses(history, interval);
}

const names = (told: HistoryBuilder, key?: string): string[] =>
  causesOf(told, key).map(({ cause }) => cause);

/** An execution that meets an expired token, up to the token request. */
const expired = (key = 'e2') => untilExpired().start(key).api(`${key}.1`, access(1), 'expired');

/** The answer to a refresh with a live token. */
const answered = (told: HistoryBuilder, reply: Parameters<HistoryBuilder['answer']>[1]) =>
  told.answer(told.askRefresh(refresh(1)), reply);

/** An execution that meets an expired token, refreshes while a fault is met, and fails. */
function metBy(fault: string): HistoryBuilder {
  const told = untilExpired()
    .inject(fault, 'target-1')
    .start('e2')
    .api('e2.1', access(1), 'expired');
  const exchange = told.askRefresh(refresh(1));
  return told
    .met(fault, 'target-1')
    .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
    .finish('e2', FAILED);
}

describe('the exchange that failed an execution', () => {
  test.each([
    [{ status: 400, error: 'invalid_grant' }, REFUSED],
    [{ status: 401, error: 'invalid_client' }, 'the provider refused the client'],
    [{ status: 400, error: 'invalid_scope' }, 'the provider refused the scope'],
    [{ status: 429, error: 'slow_down' }, 'the token endpoint throttles'],
    [{ status: 503 }, 'the token endpoint is down'],
    [{ status: 400, error: 'temporarily_unavailable' }, 'the token endpoint is down'],
    [{ outcome: 'reset', delivered: false }, 'the token endpoint gave no complete answer'],
    [
      { status: 200, contentType: 'text/html' },
      'the token endpoint answered with something that is no token reply',
    ],
    [
      { status: 200, error: 'bad_refresh_token' },
      'the token endpoint answered with an error instead of tokens',
    ],
  ] as const)('at the token endpoint, %j, shows its cause', (reply, cause) => {
    expect(names(answered(expired(), reply))).toEqual([cause]);
  });

  test.each([
    [{ status: 403, error: 'insufficient_scope' }, ['the scope does not reach']],
    [{ status: 500 }, ['the API is down']],
    [{ status: 429 }, ['the API throttles']],
    [{ status: 401 }, [API]],
    [{ status: 404 }, []],
  ] as const)('at the API, %j, shows its cause', (reply, causes) => {
    const told = story()
      .start('e2')
      .api('e2.1', access(1), 'live', { accepted: false, ...reply })
      .finish('e2', FAILED);
    expect(names(told)).toEqual(causes);
  });

  test('is the token request and not the 401 before it, nor the 401 that echoes it', () => {
    const refused = expired().refused(refresh(1), 'live', { status: 200, error: 'bad_token' });
    const echoed = expired()
      .refused(refresh(1), 'live', { status: 200, error: 'bad_token' })
      .api('e2.1', access(1), 'expired');
    const cause = ['the token endpoint answered with an error instead of tokens'];
    expect([names(refused), names(echoed)]).toEqual([cause, cause]);
  });

  test('may be a repeated call that got no answer, beside the refusal before it', () => {
    const hung = expired()
      .refused(refresh(1), 'spent')
      .api('e2.1', access(1), 'expired', { outcome: 'aborted-by-client', delivered: false });
    expect(names(hung)).toEqual([REFUSED, 'the API gave no complete answer']);
  });

  test('is the API call that came after new tokens', () => {
    expect(
      names(
        expired().refresh(1, 2).api('e2.1', access(2), 'live', { accepted: false, status: 401 }),
      ),
    ).toEqual([API]);
  });

  test('is not one of another execution, before or beside this one', () => {
    const told = answered(expired('e0'), { status: 503 })
      .finish('e0', FAILED)
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refused(refresh(1), 'revoked')
      .finish('e2', FAILED);
    expect([names(told, 'e0'), names(told)]).toEqual([['the token endpoint is down'], [REFUSED]]);
    const beside = untilExpired()
      .start('e2')
      .start('b1', { credential: 'bystander' })
      .api('e2.1', access(1), 'expired');
    beside.answer(beside.askRefresh(refresh(1, 'f9'), 'live', { client: 'bystander' }), {
      status: 503,
    });
    expect(names(beside.refused(refresh(1), 'revoked').finish('e2', FAILED))).toEqual([REFUSED]);
  });

  test('may be one that another execution began, when both wait for its answer', () => {
    const told = untilExpired().start('e1b').api('e1b.1', access(1), 'expired');
    const exchange = told.askRefresh(refresh(1), 'revoked');
    told.start('e2').api('e2.1', access(1), 'expired');
    told.answer(exchange, { status: 400, error: 'invalid_grant' }).finish('e2', FAILED);
    expect(names(told)).toEqual([REFUSED]);
  });

  test('may be remembered by a client that does not ask again', () => {
    const told = expired('e0')
      .refused(refresh(1), 'live', { status: 429 })
      .finish('e0', FAILED)
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .finish('e2', FAILED);
    expect(names(told)).toEqual([API, 'the token endpoint throttles', UNREACHED]);
  });
});

describe('an expired token without any request for a new one', () => {
  test('may mean that the token endpoint was not reached', () => {
    expect(names(expired().finish('e2', FAILED))).toEqual([API, UNREACHED]);
  });

  test('means that there is no refresh token, when none is stored', () => {
    const told = untilExpired()
      .probe({ access: access(1), refresh: 'absent' }, null)
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .finish('e2', FAILED);
    expect(names(told)).toEqual(['there is no refresh token']);
  });
});

describe('a database that could not keep the tokens', () => {
  test.each(['database/locked', 'database/read-only', 'database/down'])(
    '%s is the only cause of the execution that met it',
    (fault) => {
      expect(names(metBy(fault))).toEqual([DATABASE]);
    },
  );

  test.each(['database/slow', 'redis/down', 'n8n/paused'])(
    '%s is none: the 401 of the API is what is left',
    (fault) => {
      expect(names(metBy(fault))).toEqual([API]);
    },
  );

  test.each([
    ['SQLITE_BUSY: database is locked', 'helps'],
    ['attempt to write a readonly database', 'helps'],
    ['cannot execute UPDATE in a read-only transaction', 'helps'],
    ['The new tokens could not be saved', 'helps'],
    ['Connection terminated unexpectedly', 'helps'],
    ['connect ECONNREFUSED', 'helps'],
    ['Please reconnect your credential', 'says-nothing'],
    ['The request was blocked', 'says-nothing'],
  ])("'%s' %s", (text, reading) => {
    expect(causesOf(metBy('database/read-only'))[0]?.read(text)).toBe(reading);
  });

  test('is a cause of later failures, too, while it lasts, beside what the provider says', () => {
    const later = metBy('database/read-only')
      .start('e3')
      .api('e3.1', access(1), 'expired')
      .refused(refresh(1), 'spent')
      .finish('e3', FAILED);
    expect(names(later, 'e3')).toEqual([DATABASE, REFUSED]);
  });

  test('is the cause also when the look that tells comes after the end of the execution', () => {
    const ended = untilExpired()
      .inject('database/read-only', 'target-1')
      .start('e2')
      .api('e2.1', access(1), 'expired');
    const tokens = { access: access(2), refresh: refresh(2), scope: 'read' };
    ended.answer(ended.askRefresh(refresh(1)), { issued: tokens }).finish('e2', FAILED);
    expect(names(ended.met('database/read-only', 'target-1'))).toEqual([DATABASE]);
  });

  test('is not the cause when tokens that came after the end of the execution may have met it', () => {
    const ended = expired()
      .inject('database/read-only', 'target-1')
      .refused(refresh(1), 'revoked')
      .finish('e2', FAILED)
      .start('e3');
    const tokens = { access: access(2), refresh: refresh(2), scope: 'read' };
    ended.answer(ended.askRefresh(refresh(1)), { issued: tokens }).finish('e3', FAILED);
    expect(names(ended.met('database/read-only', 'target-1'), 'e2')).toEqual([REFUSED]);
  });

  test('is not the only cause for a credential that was given no tokens meanwhile', () => {
    const told = untilExpired()
      .inject('database/read-only', 'target-1')
      .start('b1', { credential: 'bystander' })
      .start('e2')
      .api('e2.1', access(1), 'expired');
    const exchange = told.askRefresh(refresh(1));
    told
      .met('database/read-only', 'target-1')
      .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
      .finish('e2', FAILED);
    told
      .answer(told.askRefresh(refresh(1, 'f9'), 'revoked', { client: 'bystander' }), {
        status: 400,
        error: 'invalid_grant',
      })
      .finish('b1', FAILED);
    expect(names(told, 'e2')).toEqual([DATABASE]);
    expect(names(told, 'b1')).toEqual([DATABASE, REFUSED]);
  });

  test('is none of those after it was healed, nor of what failed before it was met', () => {
    const later = metBy('database/read-only')
      .heal('database/read-only', 'target-1')
      .start('e3')
      .api('e3.1', access(1), 'expired')
      .refused(refresh(1), 'spent')
      .finish('e3', FAILED);
    expect(names(later, 'e3')).toEqual([REFUSED]);
    const before = expired()
      .refused(refresh(1), 'revoked')
      .finish('e2', FAILED)
      .inject('database/locked', 'target-1')
      .met('database/locked', 'target-1');
    expect(names(before)).toEqual([REFUSED]);
  });
});

describe('a process of the client that died', () => {
  const dying = (process: string) =>
    expired().refused(refresh(1), 'revoked').process(process, 'killed').finish('e2', FAILED);

  test('meanwhile makes every text do', () => {
    expect(names(dying('worker-1'))).toEqual([]);
  });

  test('makes it so also when the database was in the way', () => {
    expect(
      names(
        metBy('database/locked').start('e3').process('main', 'exited').finish('e3', FAILED),
        'e3',
      ),
    ).toEqual([]);
  });

  test('before or after the execution excuses nothing, and neither does the end of a service', () => {
    const before = untilExpired()
      .process('main', 'killed')
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refused(refresh(1), 'revoked')
      .finish('e2', FAILED);
    const after = expired()
      .refused(refresh(1), 'revoked')
      .finish('e2', FAILED)
      .process('main', 'killed');
    expect([names(before), names(after), names(dying('redis'))]).toEqual([
      [REFUSED],
      [REFUSED],
      [REFUSED],
    ]);
  });
});
