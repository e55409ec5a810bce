import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { oneRefreshPerExpiry as checker } from './one-refresh-per-expiry.ts';

const issue = (generation: number) => ({
  issued: { access: access(generation), refresh: refresh(generation), scope: 'read' },
});

/** Two refreshes at the same time, as in a grace period. */
function raced(between: (told: HistoryBuilder) => void = () => {}): HistoryBuilder {
  const told = untilExpired()
    .start('e2')
    .start('e3')
    .api('e2.1', access(1), 'expired')
    .api('e3.1', access(1), 'expired');
  const first = told.askRefresh(refresh(1));
  const second = told.askRefresh(refresh(1));
  told.answer(first, issue(2));
  between(told);
  return told.answer(second, issue(3));
}

describe(checker.name, () => {
  test('holds for one refresh per expiry, and for a second one after a second expiry', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: '2 successful refreshes for 2 expiries.',
    });
  });

  test('holds for many executions that share one refresh, the last of them refused late', () => {
    const told = untilExpired()
      .start('e2')
      .start('e3')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .api('e3.1', access(1), 'expired')
      .api('e2.1', access(2), 'expired')
      .refresh(2, 3);
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'holds',
      message: '2 successful refreshes for 2 expiries.',
    });
  });

  test('holds for a storm of which only one refresh succeeded: other checkers speak of the rest', () => {
    expect(checker.check(stormStory()).verdict).toBe('holds');
  });

  test('is violated by two at once that both succeed', () => {
    expect(checker.check(raced().build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(
        '2 refreshes of main succeeded for the end of access token f1/1',
      ),
    });
  });

  test('tells how many more expiries were refreshed too often, so that no list of the known hides them', () => {
    const told = raced().api('e2.1', access(3), 'expired');
    const [first, second] = [told.askRefresh(refresh(3)), told.askRefresh(refresh(3))];
    told.answer(first, issue(4)).answer(second, issue(5));
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringMatching(
        /for the end of access token f1\/1; one was enough\. 1 more expiry with more refreshes than one\.$/,
      ),
    });
  });

  test('is violated by a latecomer that refreshes although the new token is there', () => {
    expect(
      checker.check(
        untilExpired()
          .start('e2')
          .api('e2.1', access(1), 'expired')
          .refresh(1, 2)
          .refresh(2, 3)
          .build(),
      ).verdict,
    ).toBe('violated');
  });

  test('holds when the first answer was lost before the second request', () => {
    const told = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2, { reply: { outcome: 'reset', delivered: false } })
      .refresh(1, 3);
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('1 had to be repeated because the answer was lost'),
    });
  });

  test('is violated by a race even if the first answer is lost while the second is under way', () => {
    const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
    const first = told.askRefresh(refresh(1));
    const second = told.askRefresh(refresh(1));
    told
      .answer(first, { ...issue(2), outcome: 'reset', delivered: false })
      .answer(second, issue(3));
    expect(checker.check(told.build()).verdict).toBe('violated');
  });

  test('starts anew after a reconnect', () => {
    const told = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .connect('f2')
      .refresh(1, 2, { family: 'f2' });
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  describe('in a queue', () => {
    const met = (): HistoryBuilder =>
      untilExpired()
        .start('e2')
        .start('e3')
        .api('e2.1', access(1), 'expired', {}, { sender: 'worker-1' })
        .api('e3.1', access(1), 'expired', {}, { sender: 'worker-2' });
    const renewed = (told: HistoryBuilder, to: number, worker: number): HistoryBuilder =>
      told.refresh(1, to, { request: { sender: `worker-${worker}` } });

    test('holds when the worker that had the new token died with it, however late', () => {
      expect(
        checker.check(
          renewed(renewed(met(), 2, 1).wait(5_000).process('worker-1', 'killed'), 3, 2).build(),
        ).verdict,
      ).toBe('holds');
    });

    test('is violated when another process died, or when the new token had been used before', () => {
      expect(
        checker.check(renewed(renewed(met(), 2, 1).process('main', 'killed'), 3, 2).build())
          .verdict,
      ).toBe('violated');
      expect(
        checker.check(
          renewed(
            renewed(met(), 2, 1).api('e2.1', access(2)).process('worker-1', 'killed'),
            3,
            2,
          ).build(),
        ).verdict,
      ).toBe('violated');
    });
  });

  test('counts token calls of client credentials, also the first ones', () => {
    const ask = (told: HistoryBuilder, generation: number) =>
      told.answer(told.ask({ grantType: 'client_credentials' }), {
        issued: { access: access(1, `f${generation}`), scope: 'read' },
      });
    expect(checker.check(ask(story(), 1).build()).verdict).toBe('holds');
    expect(checker.check(ask(ask(story(), 1), 2).build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('the first token'),
    });
    expect(
      checker.check(ask(ask(story(), 1).api('e1.1', access(1), 'expired'), 2).build()).verdict,
    ).toBe('holds');
  });

  test('excuses a second first token only by the end of the process that had received the first', () => {
    const twice = (ended: string) => {
      const told = story();
      for (const [index, sender] of ['worker-1', 'worker-2'].entries()) {
        const asked = told.ask({ grantType: 'client_credentials', sender });
        told.answer(asked, { issued: { access: access(1, `f${index + 1}`), scope: 'read' } });
        if (index === 0) told.process(ended, 'killed');
      }
      return checker.check(told.build()).verdict;
    };
    expect([twice('worker-1'), twice('worker-2')]).toEqual(['holds', 'violated']);
  });

  test('takes the renewal of a token near its end for one of that token', () => {
    const early = (ms: number) =>
      checker.check(
        untilExpired()
          .start('e2')
          .api('e2.1', access(1), 'expired')
          .refresh(1, 2, { reply: { expiresInSeconds: 60 } })
          .api('e2.1', access(2))
          .finish('e2')
          .wait(ms)
          .refresh(2, 3)
          .build(),
      ).verdict;
    expect([early(10_000), early(50_000)]).toEqual(['violated', 'holds']);
  });

  test('is unknown when nobody knows whose refreshes they are', () => {
    const anonymous = story();
    anonymous
      .add({
        type: 'request',
        exchange: 9,
        endpoint: 'token',
        method: 'POST',
        path: '/token',
        grantType: 'refresh_token',
      })
      .answer(9, issue(2));
    expect(checker.check(anonymous.build()).verdict).toBe('unknown');
  });

  test('tells a history from the same one in which the second expiry did not happen', () => {
    const live = mutate(
      goodStory(),
      'request',
      ({ item, presented }) => item === 'e4.1' && presented?.standing === 'expired',
      () => ({ presented: { kind: 'access', standing: 'live', ref: access(2) } }),
    );
    expect(
      checker.check(
        mutate(
          live,
          'reply',
          ({ status, faults }) => status === 401 && faults.includes('x2'),
          () => ({ status: 403 }),
        ),
      ).verdict,
    ).toBe('violated');
  });
});
