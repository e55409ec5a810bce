import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, refresh, type Head } from '../testing/story-defaults.ts';
import { retryAfterHonoured as checker } from './retry-after-honoured.ts';

const throttled = { status: 429, error: 'temporarily_unavailable', retryAfterSeconds: 3 };
const told = (head: Partial<Head> = {}): HistoryBuilder =>
  untilExpired(head)
    .start('e2')
    .api('e2.1', access(1), 'expired')
    .refused(refresh(1), 'live', throttled);

describe(checker.name, () => {
  test('holds when nobody was told to wait', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
  });

  test('holds when the same execution waits, and is violated when it does not', () => {
    expect(checker.check(told().wait(3_000).refresh(1, 2).finish('e2').build())).toMatchObject({
      verdict: 'holds',
      message: '1 order to wait, none ignored.',
    });
    expect(checker.check(told().wait(1_000).refresh(1, 2).finish('e2').build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('Told to wait 3 s, the client asked again after 1 s'),
    });
  });

  test('tolerates a tenth of the time', () => {
    expect(checker.check(told().wait(2_750).refresh(1, 2).finish('e2').build()).verdict).toBe(
      'holds',
    );
  });

  test('does not hold the next execution to what the last one was told', () => {
    expect(
      checker.check(
        told().finish('e2', { status: 'error' }).start('e3').refresh(1, 2).finish('e3').build(),
      ).verdict,
    ).toBe('holds');
  });

  test('does not excuse the same execution by one that began after it had asked', () => {
    const hasty = told().wait(100).refresh(1, 2).finish('e2');
    expect(checker.check(hasty.start('e3').finish('e3').build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('1 request too early'),
    });
  });

  test('allows each execution that runs beside one attempt, and no more', () => {
    const two = untilExpired()
      .start('e2')
      .start('e3')
      .api('e2.1', access(1), 'expired')
      .api('e3.1', access(1), 'expired')
      .refused(refresh(1), 'live', throttled)
      .refused(refresh(1), 'live', throttled);
    expect(checker.check(two.build()).verdict).toBe('holds');
    expect(checker.check(two.refused(refresh(1), 'live', throttled).build()).verdict).toBe(
      'violated',
    );
  });

  test('allows n8n execute, whose execution is not in the history, one attempt as well', () => {
    const asks = (told: HistoryBuilder, sender: string): HistoryBuilder =>
      told.answer(told.askRefresh(refresh(1), 'live', { sender }), throttled);
    const meets = (told: HistoryBuilder): HistoryBuilder =>
      told.api('by-hand-7-1', access(1), 'expired', {}, { sender: 'cli-1' });
    const first = meets(untilExpired())
      .start('e2')
      .api('e2.1', access(1), 'expired', {}, { sender: 'main' });
    expect(
      checker.check(asks(asks(first, 'main'), 'cli-1').process('cli-1', 'finished').build())
        .verdict,
    ).toBe('holds');
    const second = asks(
      meets(untilExpired().start('e2').api('e2.1', access(1), 'expired', {}, { sender: 'main' })),
      'cli-1',
    );
    expect(checker.check(asks(second, 'main').build()).verdict).toBe('holds');
    expect(checker.check(asks(asks(second, 'main'), 'main').build()).verdict).toBe('violated');
  });

  test('is violated by requests that go on after the execution ended', () => {
    expect(
      checker.check(told().finish('e2', { status: 'error' }).refresh(1, 2).build()).verdict,
    ).toBe('violated');
  });

  test('takes a leap of virtual time for waiting', () => {
    const leaping = told({ steps: [{ do: 'advance', by: '1h' }] })
      .add({ type: 'step', index: 0, state: 'begin' })
      .refresh(1, 2)
      .finish('e2');
    expect(checker.check(leaping.build()).verdict).toBe('holds');
  });

  test('holds the call of an item to the Retry-After of the API', () => {
    const again = (waitMs: number, item = 'e2.1') =>
      checker.check(
        untilExpired()
          .start('e2', { items: ['e2.1', 'e2.2'] })
          .api('e2.1', access(1), 'live', { status: 429, accepted: false, retryAfterSeconds: 3 })
          .wait(waitMs)
          .api(item, access(1))
          .finish('e2')
          .build(),
      );
    expect([again(3_000).verdict, again(0, 'e2.2').verdict]).toEqual(['holds', 'holds']);
    expect(again(1_000)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(
        'Told to wait 3 s by the API, the client called again for e2.1 after 1 s',
      ),
    });
  });

  test('does not take the Retry-After of the API for one of the token endpoint', () => {
    expect(
      checker.check(
        untilExpired()
          .start('e2')
          .api('e2.1', access(1), 'live', { status: 429, accepted: false, retryAfterSeconds: 60 })
          .refresh(1, 2)
          .finish('e2')
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('is unknown when the order went to nobody', () => {
    const nameless = story()
      .add({
        type: 'request',
        exchange: 1,
        endpoint: 'token',
        method: 'POST',
        path: '/token',
        grantType: 'refresh_token',
      })
      .answer(1, throttled);
    expect(checker.check(nameless.build()).verdict).toBe('unknown');
  });

  test('tells a history from the same one with a longer order', () => {
    const waited = told().wait(3_000).refresh(1, 2).finish('e2').build();
    expect(
      checker.check(
        mutate(
          waited,
          'reply',
          ({ status }) => status === 429,
          () => ({ retryAfterSeconds: 30 }),
        ),
      ).verdict,
    ).toBe('violated');
  });
});
