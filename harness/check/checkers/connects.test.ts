import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { connects as checker } from './connects.ts';

const notConnected = (told: HistoryBuilder, error = 'the state is not known'): HistoryBuilder =>
  told.add({ type: 'connect', credential: 'main', ok: false, error });
const code = (told: HistoryBuilder, reply: Parameters<HistoryBuilder['answer']>[1]) =>
  told.answer(told.ask({ grantType: 'authorization_code' }), reply);
const remedy = (told: HistoryBuilder): HistoryBuilder =>
  told.add({ type: 'remedy', remedy: 'reconnect', state: 'begin' });

describe('connects', () => {
  test('holds when every connect worked, and when there was none', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: '1 connect, all successful.',
    });
    expect(checker.check(story().build()).verdict).toBe('holds');
  });

  test.each<readonly [string, History]>([
    ['asked nobody', notConnected(story()).build()],
    ['got its tokens', notConnected(code(story(), { issued: { scope: 'read' } })).build()],
    [
      'sent what the provider cannot take',
      notConnected(code(story(), { status: 400, error: 'invalid_grant' })).build(),
    ],
    [
      'asked nobody after a fault that is over',
      notConnected(remedy(untilExpired().heal('access-token/expired', 'x1'))).build(),
    ],
    [
      'had one good event changed',
      mutate(
        goodStory(),
        'connect',
        () => true,
        () => ({ ok: false, error: 'no' }),
      ),
    ],
  ])('is violated when a client that %s is not connected', (_, history) => {
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      evidence: [history.of('connect').find(({ ok }) => !ok)?.n],
    });
  });

  test.each([
    ['read,write', 'read write', 'violated'],
    ['read write', 'read,write', 'violated'],
    ['read,write', 'read,write', 'unknown'],
    ['read write', 'read write', 'unknown'],
  ] as const)(
    'a scope typed as "%s", asked for as "%s" and not known to the provider: %s',
    (scope, requestedScope, verdict) => {
      const credential = { grant: 'authorization-code', scope, authentication: 'header' } as const;
      const told = story({ credentials: { main: credential } }).authorize({ requestedScope });
      const refused = mutate(
        notConnected(told, 'invalid_scope').build(),
        'reply',
        ({ endpoint }) => endpoint === 'authorize',
        () => ({ error: 'invalid_scope' }),
      );
      expect(checker.check(refused).verdict).toBe(verdict);
    },
  );

  test('holds when the provider refuses a connect that the plan only tries', () => {
    const tried = (told: HistoryBuilder, reply: Parameters<typeof code>[1]): History =>
      code(told, reply)
        .add({ type: 'connect', credential: 'main', ok: false, error: 'no', mayFail: true })
        .build();
    expect(checker.check(tried(story(), { status: 503 }))).toMatchObject({
      verdict: 'holds',
      message: '0 connects, all successful; 1 connect that nobody would get through.',
    });
    const refused = { status: 400, error: 'invalid_grant' };
    expect(checker.check(tried(story(), refused)).verdict).toBe('violated');
  });

  test('is unknown for a client that says it wants the scope that it was not granted', () => {
    const given = (scope: string, error: string): string =>
      checker.check(
        notConnected(
          code(story().authorize({ requestedScope: 'read write' }), {
            issued: { access: access(1), scope },
          }),
          error,
        ).build(),
      ).verdict;
    expect(given('read', 'The scope write was not granted.')).toBe('unknown');
    expect(given('read', 'the state is not known')).toBe('violated');
    expect(given('read write', 'The scope write was not granted.')).toBe('violated');
  });

  test.each<readonly [string, History]>([
    ['the provider failed', notConnected(code(story(), { status: 503 })).build()],
    [
      'the user refused',
      notConnected(code(story(), { status: 400, error: 'access_denied' })).build(),
    ],
    ['a fault changed the answer', notConnected(code(story(), { faults: ['x1'] })).build()],
    [
      'a fault had disabled the client',
      notConnected(
        code(remedy(untilExpired().inject('client/disabled', 'x2', 'grant-store')), {
          status: 401,
          error: 'invalid_client',
        }),
      ).build(),
    ],
    [
      'the line may have been cut',
      notConnected(remedy(untilExpired().inject('wire/reset', 'x2', 'wire'))).build(),
    ],
    [
      'its database was locked',
      notConnected(remedy(untilExpired().inject('database/locked', 'x2', 'database'))).build(),
    ],
    ['it cannot reach the provider', notConnected(story(), 'connect ECONNREFUSED').build()],
    [
      'the harness could not go on',
      notConnected(story()).add({ type: 'harness-error', code: 'x', message: 'y' }).build(),
    ],
  ])('is unknown when %s', (_, history) => {
    expect(checker.check(history).verdict).toBe('unknown');
  });
});
