import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { History } from '../../model/history.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { refreshIsPrompt as checker } from './refresh-is-prompt.ts';

type Machine = NonNullable<EventOf<'execution'>['machine']>;

const CALM: Machine = { lagMs: 30, loadPerCore: 0.5 };
const CALM_AND_KNOWN: Machine = { ...CALM, waitedMs: 0 };

/** An execution with a refresh for which the provider and the client take these times. */
function refreshed({ providerMs = 0, clientMs = 0 }, machine: Machine = CALM): HistoryBuilder {
  const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
  const exchange = told.askRefresh(refresh(1));
  return told
    .wait(providerMs)
    .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
    .wait(clientMs)
    .api('e2.1', access(2))
    .finish('e2', { machine });
}

const verdictOf = (told: HistoryBuilder) => checker.check(told.build()).verdict;

describe(checker.name, () => {
  test('holds for a refresh at once, and for one that waits for the provider alone', () => {
    expect(verdictOf(refreshed({}))).toBe('holds');
    expect(verdictOf(refreshed({ providerMs: 60_000 }))).toBe('holds');
  });

  test('is violated when the client adds seconds of its own', () => {
    expect(checker.check(refreshed({ clientMs: 9_000 }).build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('the first one e2 9 s beside'),
    });
  });

  test.each([
    [700, 0, 'holds'],
    [1_500, 0, 'violated'],
    [1_500, 1_200, 'holds'],
    [1_500, undefined, 'holds'],
    [2_500, undefined, 'violated'],
  ] as const)(
    'a refresh that takes %s ms, of which %s ms were a wait for a processor: %s',
    (clientMs, waitedMs, expected) => {
      const machine = waitedMs === undefined ? CALM : { ...CALM, waitedMs };
      expect(verdictOf(refreshed({ clientMs }, machine))).toBe(expected);
    },
  );

  test('compares no first execution of a new process with those of one that had run for long', () => {
    const told = untilExpired().process('main', 'killed').process('main', 'started');
    told.start('e2').wait(1_400).api('e2.1', access(1)).finish('e2', { machine: CALM_AND_KNOWN });
    expect(verdictOf(told)).toBe('holds');
    told.start('e3').wait(1_400).api('e3.1', access(1)).finish('e3', { machine: CALM_AND_KNOWN });
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('1 execution took long for a refresh, the first one e3'),
    });
  });

  test('allows twice the longest of the steady state where that is slow', () => {
    const after = (clientMs: number): HistoryBuilder => {
      const slow = story().connect().phase('steady').start('e1').wait(3_000).api('e1.1', access(1));
      slow.finish('e1').phase('during').inject('access-token/expired', 'x1').start('e2');
      slow.api('e2.1', access(1), 'expired').refresh(1, 2).wait(clientMs).api('e2.1', access(2));
      return slow.finish('e2', { machine: { ...CALM, waitedMs: 0 } });
    };
    expect([5_500, 6_500].map((clientMs) => verdictOf(after(clientMs)))).toEqual([
      'holds',
      'violated',
    ]);
  });

  test('allows for the executions that run at the same time', () => {
    const together = (keys: readonly string[]) => {
      const told = story().connect().phase('steady').start('e1').wait(1_000).api('e1.1', access(1));
      told.finish('e1').phase('during').inject('access-token/expired', 'x1');
      for (const key of keys) told.start(key).api(`${key}.1`, access(1), 'expired');
      told.refresh(1, 2).wait(3_000);
      for (const key of keys) told.api(`${key}.1`, access(2));
      for (const key of keys) told.finish(key, { machine: { ...CALM, waitedMs: 0 } });
      return verdictOf(told);
    };
    expect([together(['e2', 'e3', 'e4']), together(['e2'])]).toEqual(['holds', 'violated']);
  });

  describe('beside another process that refreshes', () => {
    /** Worker 2 waits while the provider answers worker 1, then refreshes by itself. */
    const waits = (ownMs: number): HistoryBuilder => {
      const told = untilExpired().start('e2').start('e3');
      for (const [key, sender] of [
        ['e2', 'worker-1'],
        ['e3', 'worker-2'],
      ] as const)
        told.api(`${key}.1`, access(1), 'expired', {}, { sender });
      const slow = told.askRefresh(refresh(1), 'live', { sender: 'worker-1' });
      told.wait(10_000).refresh(1, 2, { request: { sender: 'worker-2' } });
      return told
        .wait(ownMs)
        .api('e3.1', access(2), 'live', {}, { sender: 'worker-2' })
        .finish('e3', { machine: CALM_AND_KNOWN })
        .answer(slow, { status: 400, error: 'invalid_grant' });
    };

    test('who waits for the slow answer to another worker waits for the provider', () => {
      expect(verdictOf(waits(0))).toBe('holds');
    });

    test('who has gone on without it is slow by himself', () => {
      expect(checker.check(waits(3_000).build())).toMatchObject({
        verdict: 'violated',
        message: expect.stringContaining('1 execution took long for a refresh, the first one e3'),
      });
    });

    test('who has not called yet waits for no token', () => {
      const told = untilExpired().start('e2').start('e3');
      told.api('e2.1', access(1), 'expired', {}, { sender: 'worker-1' });
      const slow = told.askRefresh(refresh(1), 'live', { sender: 'worker-1' });
      told
        .wait(9_000)
        .api('e3.1', access(1), 'live', {}, { sender: 'worker-2' })
        .finish('e3', { machine: CALM_AND_KNOWN })
        .answer(slow);
      expect(verdictOf(told)).toBe('violated');
    });
  });

  test('measures by the steady state: what is slow anyway may be slow here', () => {
    const slow = story().connect().phase('steady').start('e1').wait(3_000);
    slow.api('e1.1', access(1)).finish('e1').phase('during').inject('access-token/expired', 'x1');
    slow.start('e2').api('e2.1', access(1), 'expired').refresh(1, 2).wait(9_000);
    expect(verdictOf(slow.api('e2.1', access(2)).finish('e2'))).toBe('holds');
  });

  test('is unknown on a machine that was starved meanwhile', () => {
    const lags: readonly Machine[] = [
      { ...CALM, lagMs: 800 },
      { ...CALM, stolen: 0.4 },
      { ...CALM, loadPerCore: 14 },
      { ...CALM, pressure: 0.97 },
      { ...CALM, waitedMs: 8_500 },
      { ...CALM, waitedMs: 0, diskMs: 8_500 },
    ];
    expect(lags.map((lag) => verdictOf(refreshed({ clientMs: 9_000 }, lag)))).toEqual(
      lags.map(() => 'unknown'),
    );
  });

  test.each([
    [1_500, 100, 'violated'],
    [1_500, 220, 'holds'],
    [2_500, 220, 'violated'],
    [2_500, 420, 'unknown'],
  ] as const)(
    'a refresh that takes %s ms on a machine that lags %s ms on each way: %s',
    (clientMs, lagMs, expected) => {
      const machine = { ...CALM, lagMs, waitedMs: 0 };
      expect(verdictOf(refreshed({ clientMs }, machine))).toBe(expected);
    },
  );

  test('is violated on a busy machine by a client that was seen to have its processor', () => {
    const busy = { ...CALM, loadPerCore: 14, pressure: 0.97, waitedMs: 3_000 };
    expect(verdictOf(refreshed({ clientMs: 9_000 }, busy))).toBe('violated');
  });

  test.each([
    ['ended with it', 'killed', 'holds'],
    ['is alive', undefined, 'violated'],
  ] as const)('a lock whose holder %s: %s, %s', (_, ended, expected) => {
    const told = untilExpired().lock('worker-1', 'taken');
    if (ended !== undefined) told.process('worker-1', ended);
    told.start('e2').api('e2.1', access(1), 'expired').lock('worker-2', 'waits').wait(9_000);
    told.refresh(1, 2).api('e2.1', access(2)).finish('e2', { machine: CALM });
    expect(verdictOf(told)).toBe(expected);
  });

  test('allows a client to wait that was refused, or whose machine has a fault', () => {
    const refused = untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refused(refresh(1), 'live', { status: 503 })
      .wait(9_000)
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2', { machine: CALM });
    const slowed = untilExpired()
      .inject('database/slow', 'target-1')
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .wait(9_000)
      .api('e2.1', access(2))
      .finish('e2', { machine: CALM });
    expect([verdictOf(refused), verdictOf(slowed)]).toEqual(['holds', 'holds']);
  });

  /** An execution that refreshes and takes nine seconds of its own, after what `before` tells. */
  const slowAfter = (before: (told: HistoryBuilder) => HistoryBuilder): HistoryBuilder =>
    before(untilExpired().start('e2').api('e2.1', access(1), 'expired'))
      .wait(9_000)
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2', { machine: CALM });

  test.each<[string, (told: HistoryBuilder) => HistoryBuilder]>([
    [
      'a token that lives',
      (told) => told.api('e2.1', access(1), 'live', { accepted: false, status: 401 }),
    ],
    ['the new token as well', (told) => told.refresh(1, 2).api('e2.1', access(2), 'expired')],
    [
      'nothing, but an answer was lost',
      (told) => told.api('e2.1', access(1), 'live', { delivered: false }),
    ],
    [
      'nothing, but the tokens did not arrive',
      (told) =>
        told
          .inject('reply/empty-body', 'r1', 'token-endpoint')
          .refresh(1, 3, { reply: { faults: ['r1'] } }),
    ],
  ])('allows a client to wait when refused was %s', (_, refused) => {
    expect(verdictOf(slowAfter((told) => told))).toBe('violated');
    expect(verdictOf(slowAfter(refused))).toBe('holds');
  });

  test('allows a client to wait that knows of a failure from the execution before', () => {
    const after = (first: (told: HistoryBuilder) => HistoryBuilder): string =>
      verdictOf(
        first(untilExpired().start('e2'))
          .finish('e2', { status: 'error', machine: CALM })
          .start('e3')
          .wait(9_000)
          .api('e3.1', access(1), 'expired')
          .refresh(1, 2)
          .api('e3.1', access(2))
          .finish('e3', { machine: CALM }),
      );
    const api = (reply: Parameters<HistoryBuilder['api']>[3]) => (told: HistoryBuilder) =>
      told.api('e2.1', access(1), 'live', { accepted: false, ...reply });
    expect([
      after((told) => told.refused(refresh(1), 'live', { status: 503 })),
      after(api({ status: 429 })),
      after(api({ outcome: 'reset', accepted: true, delivered: false })),
      after(api({ status: 401 })),
      after((told) => told.api('e2.1', access(1))),
    ]).toEqual(['holds', 'holds', 'holds', 'violated', 'violated']);
  });

  test('is unknown when no execution ended', () => {
    expect(checker.check(story().connect().build())).toMatchObject({
      verdict: 'unknown',
      message: 'No execution ended.',
    });
  });

  test('was not looked at in a history that tells nothing of the machine', () => {
    const told = refreshed({})
      .build()
      .events.map((event) => {
        if (event.type !== 'execution') return event;
        const { machine: _unknown, ...older } = event;
        return older;
      });
    expect(checker.check(new History(told)).verdict).toBe('not-looked-at');
  });
});
