import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, headOf, refresh, type Head } from '../testing/story-defaults.ts';
import { noNeedlessRefresh as checker } from './no-needless-refresh.ts';

/** A scenario whose workflow has Retry On Fail, or has not. */
const retrying = (retryOnFail?: { readonly maxTries: number }): Partial<Head> => ({
  scenario: {
    ...headOf().scenario,
    workflows: {
      main: { use: 'http-request', ...(retryOnFail === undefined ? {} : { retryOnFail }) },
    },
  },
});

describe(checker.name, () => {
  describe('when the client knows when a token ends', () => {
    const lived = (ms: number, clock: readonly number[] = []) => {
      const told = untilExpired()
        .start('e2')
        .api('e2.1', access(1), 'expired')
        .refresh(1, 2, { reply: { expiresInSeconds: 60 } })
        .api('e2.1', access(2))
        .finish('e2');
      for (const offsetMs of clock) told.add({ type: 'clock', clock: 'n8n', offsetMs });
      return checker.check(told.wait(ms).start('e3').refresh(2, 3).build()).verdict;
    };

    test('lets it renew a token in the second half of its life, and not before', () => {
      expect([lived(29_000), lived(30_000), lived(70_000)]).toEqual(['violated', 'holds', 'holds']);
    });

    test('goes by the clock of the client', () => {
      expect([lived(0, [86_400_000]), lived(0, [-86_400_000])]).toEqual(['holds', 'violated']);
      expect(lived(0, [86_400_000, 0])).toBe('violated');
    });
  });

  test('holds a scenario that allows no token request to that', () => {
    const none = {
      expect: { recovery: 'after-remedy', withinMs: 1, tokenRequests: 'none' },
    } as const;
    const told = (head: Partial<Head>) =>
      untilExpired(head).start('e2').api('e2.1', access(1), 'expired');
    expect(checker.check(told(none).build()).verdict).toBe('holds');
    expect(checker.check(told(none).refused(refresh(1), 'absent').build())).toMatchObject({
      verdict: 'violated',
      message: '1 request for new tokens, although nothing but an operator could help.',
    });
    expect(checker.check(told({}).refused(refresh(1), 'absent').build()).verdict).toBe('holds');
    const after = told(none).add({ type: 'remedy', remedy: 'reconnect', state: 'begin' });
    expect(checker.check(after.refused(refresh(1), 'absent').build()).verdict).toBe('holds');
  });

  test('holds when each refresh follows a 401', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('2 requests'),
    });
    expect(checker.check(stormStory()).verdict).toBe('holds');
  });

  test.each([403, 429, 500])('is violated by a refresh after %d', (status) => {
    const told = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'live', { accepted: false, status })
      .wait(100)
      .refresh(1, 2)
      .finish('e2');
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(`the API's answer ${status}`),
    });
  });

  test('holds when a dead token was refused with another status than 401', () => {
    const told = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired', { status: 403 })
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2');
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('is violated by a second refresh after the first has brought a token', () => {
    expect(
      checker.check(
        untilExpired()
          .start('e2')
          .api('e2.1', access(1), 'expired')
          .refresh(1, 2)
          .wait(100)
          .refresh(2, 3)
          .finish('e2')
          .build(),
      ).verdict,
    ).toBe('violated');
  });

  test('gives requests that cross on the line the benefit of the doubt', () => {
    const told = untilExpired()
      .start('e2')
      .start('e3')
      .api('e2.1', access(1), 'expired')
      .api('e3.1', access(1), 'expired')
      .refresh(1, 2)
      .refresh(1, 3);
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test.each(['killed', 'paused'] as const)(
    'holds when a process that waited refreshes after the one that had the new token was %s',
    (state) => {
      const told = untilExpired()
        .start('e2')
        .start('e3')
        .api('e2.1', access(1), 'expired', {}, { sender: 'worker-1' })
        .api('e3.1', access(1), 'expired', {}, { sender: 'worker-2' });
      const first = told.askRefresh(refresh(1), 'live', { sender: 'worker-1' });
      told
        .process('worker-1', state)
        .answer(first, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } });
      expect(
        checker.check(
          told
            .wait(5_000)
            .refresh(1, 3, { request: { sender: 'worker-2' } })
            .build(),
        ).verdict,
      ).toBe('holds');
    },
  );

  test('counts n8n execute, whose execution is not in the history, as an attempt of its own', () => {
    const told = untilExpired()
      .api('by-hand-7-1', access(1), 'expired', {}, { sender: 'cli-1' })
      .start('e2')
      .api('e2.1', access(1), 'expired', {}, { sender: 'main' });
    for (const sender of ['main', 'cli-1', 'main', 'cli-1', 'main', 'cli-1'])
      told.answer(told.askRefresh(refresh(1), 'live', { sender }), { status: 503 });
    expect(checker.check(told.build()).verdict).toBe('holds');
    told.answer(told.askRefresh(refresh(1), 'live', { sender: 'main' }), { status: 503 });
    expect(checker.check(told.build()).verdict).toBe('violated');
  });

  test('is violated by a loop at the token endpoint', () => {
    const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
    for (let tries = 0; tries < 4; tries += 1)
      told.refused(refresh(1), 'live', { status: 429, error: 'slow_down' });
    expect(
      checker.check(told.finish('e2', { status: 'error', error: { message: 'x' } }).build()),
    ).toMatchObject({
      verdict: 'violated',
      message: '4 failed token requests in 1 execution with 1 try; at most 3 can help.',
    });
  });

  test('counts Retry On Fail and further expiries of a long execution as attempts', () => {
    const thrice = (retryOnFail?: { maxTries: number }) => {
      const told = untilExpired(retrying(retryOnFail)).start('e2', { items: ['a', 'b', 'c'] });
      for (let tries = 0; tries < 3; tries += 1)
        told.api('a', access(1), 'expired').refused(refresh(1), 'live', { status: 429 });
      return checker.check(told.finish('e2').build()).verdict;
    };
    expect([thrice({ maxTries: 3 }), thrice()]).toEqual(['holds', 'violated']);
    const long = untilExpired().start('e2', { items: ['a', 'b', 'c'] });
    for (const [index, item] of ['a', 'b', 'c'].entries())
      long
        .api(item, access(index + 1), 'expired')
        .refresh(index + 1, index + 2)
        .api(item, access(index + 2))
        .wait(50);
    expect(checker.check(long.finish('e2').build()).verdict).toBe('holds');
  });

  test('lets client credentials fetch their first token unasked, and no second', () => {
    const ask = (told: HistoryBuilder, family: string) =>
      told.answer(told.ask({ grantType: 'client_credentials' }), {
        issued: { access: access(1, family), scope: 'read' },
      });
    expect(checker.check(ask(story().start('e1'), 'f1').finish('e1').build()).verdict).toBe(
      'holds',
    );
    expect(
      checker.check(
        ask(ask(story().start('e1'), 'f1').wait(100), 'f2')
          .finish('e1')
          .build(),
      ).verdict,
    ).toBe('violated');
  });

  test('is unknown when nobody knows who asked', () => {
    const told = story()
      .add({
        type: 'request',
        exchange: 9,
        endpoint: 'token',
        method: 'POST',
        path: '/token',
        grantType: 'refresh_token',
      })
      .answer(9, { status: 400 });
    expect(checker.check(told.build()).verdict).toBe('unknown');
  });

  test('tells a history from the same one with a live token refused by 403', () => {
    const live = mutate(
      goodStory(),
      'request',
      ({ presented }) => presented?.standing === 'expired',
      () => ({ presented: { kind: 'access', standing: 'live', ref: access(1) } }),
    );
    expect(
      checker.check(
        mutate(
          live,
          'reply',
          ({ status }) => status === 401,
          () => ({ status: 403 }),
        ),
      ).verdict,
    ).toBe('violated');
  });
});
