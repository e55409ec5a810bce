import { describe, expect, test } from 'vitest';
import type { Finding } from '../../model/finding.ts';
import { afterCall, afterRefresh, MOVED, SITUATIONS } from '../testing/failure-situations.ts';
import { HELPFUL, MISLEADING, USELESS } from '../testing/failure-texts.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { failureTextHelps as checker } from './failure-text-helps.ts';

const goodTale = (): HistoryBuilder => story().connect().run('e1');

describe(checker.name, () => {
  test('holds without failures, and for failures that say what to do', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(checker.check(stormStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('9 failed executions'),
    });
  });

  test.each(HELPFUL)('holds for %s: "%s"', (situation, text) => {
    expect(checker.check(SITUATIONS[situation](text).build()).verdict).toBe('holds');
  });

  test.each(USELESS)('is violated for %s by "%s"', (situation, text) => {
    const { verdict, message } = checker.check(SITUATIONS[situation](text).build());
    expect({ verdict, message }).toEqual({
      verdict: 'violated',
      message: expect.stringContaining('but says'),
    });
  });

  test.each(MISLEADING)('is violated for %s by the advice in "%s"', (situation, text) => {
    const { verdict, message } = checker.check(SITUATIONS[situation](text).build());
    expect({ verdict, message }).toEqual({
      verdict: 'violated',
      message: expect.stringContaining('misleads'),
    });
  });

  test.each(['', ' ', 'Error', 'Unknown error', 'Request failed.', '[object Object]'])(
    'is violated by "%s", whatever the cause',
    (text) => {
      expect(checker.check(afterCall({ status: 404 }, text).build()).verdict).toBe('violated');
    },
  );

  test.each([
    ['The API call timed out', 28_000, 'unknown'],
    ['The API call timed out', 2_000, 'violated'],
    ['Please reconnect the account', 28_000, 'violated'],
    ['Error', 28_000, 'violated'],
  ] as const)(
    '"%s" of an execution that waited %s ms for a processor: %s',
    (text, waitedMs, as) => {
      const machine = { lagMs: 30, loadPerCore: 14, waitedMs };
      const throttled = { status: 429, error: 'slow_down' };
      const told = afterRefresh(throttled, text, { durationMs: 29_000, machine }).build();
      expect(checker.check(told).verdict).toBe(as);
    },
  );

  test('takes every specific text for a cause of which it knows no words', () => {
    expect(checker.check(afterCall({ status: 404 }, 'Not found').build()).verdict).toBe('holds');
  });

  test('speaks of an echo only when the API was asked once more', () => {
    const refusal = { status: 404, error: 'endpoint_retired', says: MOVED };
    const once = afterRefresh(refusal, 'Authorization failed').build();
    const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
    const twice = told
      .answer(told.askRefresh(refresh(1)), refusal)
      .api('e2.1', access(1), 'expired')
      .finish('e2', { status: 'error', error: { message: 'Authorization failed' } })
      .build();
    expect(checker.check(once).message).toContain('the words of the provider would tell');
    expect(checker.check(twice).message).toContain('is only its echo');
  });

  test('asks no act of an execution that asked nobody, unless nothing was left to ask with', () => {
    const failed = { status: 'error', error: { message: 'Could not be decrypted' } } as const;
    const judge = (told: HistoryBuilder): string => checker.check(told.build()).verdict;
    expect(judge(untilExpired().start('e2').finish('e2', failed))).toBe('holds');
    const emptied = (n: HistoryBuilder): HistoryBuilder =>
      n.probe({ access: 'absent', refresh: refresh(1) }, null);
    const found = emptied(untilExpired().start('e2').finish('e2', failed));
    expect(judge(found)).toBe('violated');
    const since = emptied(untilExpired());
    since.answer(since.askRefresh(refresh(1)), { issued: { access: access(2) } });
    expect(judge(since.start('e2').finish('e2', failed))).toBe('holds');
    const down = emptied(untilExpired().inject('database/down', 'target-1', 'database'));
    expect(judge(down.start('e2').finish('e2', failed))).toBe('holds');
  });

  test('lets a client that kept an empty answer send its reader to the one way out', () => {
    const kept = SITUATIONS['an answer from which a fault took the access token'];
    const left = kept('Please reconnect').probe({ access: 'absent', refresh: refresh(1) }, null);
    expect(checker.check(left.build()).verdict).toBe('holds');
  });

  test('reads the description too, and says nothing of a text that was withheld', () => {
    const refused = { status: 400, error: 'invalid_grant' };
    const error = { message: 'Bad request', description: 'Please reconnect' };
    expect(checker.check(afterRefresh(refused, '', { error }).build()).verdict).toBe('holds');
    expect(
      checker.check(afterRefresh(refused, '[withheld: the text contains a token]').build()).verdict,
    ).toBe('holds');
  });

  test('reads what the alarm tells by itself, however good the text of the execution is', () => {
    const refused = { status: 400, error: 'invalid_grant' };
    const told = (message: string) =>
      checker.check(afterRefresh(refused, 'Please reconnect', { alarm: { message } }).build());
    expect(told('The account has to be connected again').verdict).toBe('holds');
    expect(told('invalid_grant')).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('tells the error workflow "invalid_grant"'),
    });
    expect(
      checker.check(afterRefresh(refused, 'Please reconnect', { alarm: {} }).build()).verdict,
    ).toBe('violated');
  });

  test('does not ask words of an execution that died with its process', () => {
    const told = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .process('main', 'killed')
      .finish('e2', { status: 'error', error: { message: '', endedAs: 'crashed' } })
      .build();
    expect(checker.check(told).verdict).toBe('holds');
  });

  describe('of a connect that failed', () => {
    const judge = (
      reply: Parameters<HistoryBuilder['answer']>[1],
      shown?: string,
      dialog?: string,
    ): Finding => {
      const told = goodTale();
      told.answer(told.ask({ grantType: 'authorization_code' }), reply).add({
        type: 'connect',
        credential: 'main',
        ok: false,
        error: 'Could not connect the credential.',
        ...(shown === undefined ? {} : { shown }),
        ...(dialog === undefined ? {} : { through: 'editor', dialog }),
      });
      return checker.check(told.build());
    };
    const client = { status: 401, error: 'invalid_client' };
    const down = { status: 503 };

    test.each([
      ['the code', client, 'Error / invalid_client'],
      ['words for the cause', client, 'The client secret is wrong'],
      ["the provider's words", { ...client, says: 'App 12 was retired' }, 'App 12 was retired.'],
      ['the status', down, 'Request failed with status code 503'],
      ['words for an outage', down, 'The provider is down'],
      [
        'what the tokens lack',
        { issued: { access: access(1), scope: 'read' } },
        'No refresh token',
      ],
      ['anything about a refused code', { status: 400, error: 'invalid_grant' }, 'Code expired'],
    ])('holds for %s', (_, reply, shown) => {
      expect(judge(reply, shown).verdict).toBe('holds');
    });

    test.each([
      ['nothing', client, '', 'nothing at all'],
      ['next to nothing', down, 'Something went wrong', 'nothing but "Something went wrong"'],
      ['no cause', client, 'The account was not connected', 'the provider refused the client'],
      ['another cause', down, 'The client secret is wrong', 'the token endpoint is down'],
    ])('is violated by a page that says %s', (_, reply, shown, words) => {
      expect(judge(reply, shown)).toMatchObject({
        verdict: 'violated',
        message: expect.stringContaining(words),
      });
    });

    test.each([
      ['the cause', 'Error: invalid_client', 'holds'],
      ['only that it is not connected', 'not connected: Connect', 'violated'],
    ] as const)('of an editor whose page says nothing and whose dialog tells %s', (_, told, as) => {
      expect(judge(client, 'The account was not connected', told).verdict).toBe(as);
    });

    test.each([
      ['not connected: Connect', access(1), 'violated'],
      ['connected as before: access_denied', access(1), 'holds'],
      ['not connected: Connect', 'absent', 'holds'],
    ] as const)('of a dialog that says "%s" while %s is stored', (dialog, stored, as) => {
      const told = goodTale().add({
        type: 'connect',
        credential: 'main',
        ok: false,
        shown: 'access_denied',
        through: 'editor',
        dialog,
      });
      told.add({
        type: 'stored-credential',
        credential: 'main',
        access: stored,
        refresh: 'absent',
        fields: {},
        moment: 'refused',
        live: null,
      });
      expect(checker.check(told.build()).verdict).toBe(as);
    });

    test('an editor need not repeat what its page says', () => {
      expect(judge(client, 'Error / invalid_client', 'not connected: Connect').verdict).toBe(
        'holds',
      );
    });

    test('does not judge a page of which no reason can be read, nor a withheld text', () => {
      expect(judge(client).verdict).toBe('holds');
      expect(judge(client, '[withheld: the page contains a token]').verdict).toBe('holds');
    });
  });

  describe('of a callback without a login', () => {
    const judge = (
      kind: 'logged-out' | 'sessionless' | 'forged',
      shown?: string,
      taken = false,
    ): Finding =>
      checker.check(
        goodTale()
          .add({
            type: 'callback',
            credential: 'main',
            kind,
            taken,
            ...(shown === undefined ? {} : { shown }),
          })
          .build(),
      );

    test.each(['You are logged out.', 'Please sign in again', 'Retry in your original browser'])(
      'holds for ‘%s’',
      (shown) => {
        expect(judge('logged-out', shown).verdict).toBe('holds');
        expect(judge('sessionless', shown).verdict).toBe('holds');
      },
    );

    test('is violated by a page that does not tell that he has to log in', () => {
      for (const kind of ['logged-out', 'sessionless'] as const)
        expect(judge(kind, 'Unauthorized')).toMatchObject({
          verdict: 'violated',
          message: expect.stringContaining('does not tell that he has to log in'),
        });
    });

    test('does not judge one that was taken or shows no reason, nor another kind', () => {
      expect(judge('logged-out', 'Unauthorized', true).verdict).toBe('holds');
      expect(judge('logged-out').verdict).toBe('holds');
      expect(judge('forged', 'Unauthorized').verdict).toBe('holds');
    });
  });

  test('is unknown when no execution ended', () => {
    expect(checker.check(story().start('e1').build()).verdict).toBe('unknown');
  });
});
