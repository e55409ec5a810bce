import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { noNeedlessRefresh as checker } from '../checkers/no-needless-refresh.ts';
import type { HistoryBuilder } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';

/** Adds an execution in which the API refuses every new token, and new ones are asked for. */
function rejecting(
  told: HistoryBuilder,
  {
    key,
    from,
    refreshes,
  }: { readonly key: string; readonly from: number; readonly refreshes: number },
): HistoryBuilder {
  const refused = { accepted: false, status: 401 };
  told.start(key).api(`${key}.1`, access(from), 'live', refused);
  for (let next = from + 1; next <= from + refreshes; next += 1)
    told.refresh(next - 1, next).api(`${key}.1`, access(next), 'live', refused);
  return told.finish(key, { status: 'error', error: { message: '401' } });
}

describe('when a refresh fails beside items that were called already', () => {
  /** Three items, each refused this long after the failed refresh before it. */
  const batch = (apartMs: number, lagMs: number) => {
    const items = ['e2.1', 'e2.2', 'e2.3'];
    const told = untilExpired().start('e2', { items });
    for (const item of items)
      told.wait(apartMs).api(item, access(1), 'revoked').refused(refresh(1), 'revoked');
    return checker.check(
      told.finish('e2', { status: 'error', machine: { lagMs, loadPerCore: 3 } }).build(),
    ).verdict;
  };

  test.each([
    [0, 20, 'violated'],
    [0, 80, 'holds'],
    [200, 80, 'violated'],
  ] as const)('calls %s ms later on a machine that lags %s ms: %s', (apartMs, lagMs, expected) => {
    expect(batch(apartMs, lagMs)).toBe(expected);
  });

  test('a call that was under way when the refresh failed may lead to another', () => {
    const told = untilExpired().start('e2', { items: ['e2.1', 'e2.2', 'e2.3'] });
    const refused = { accepted: false, status: 401, error: 'invalid_token' };
    told.api('e2.1', access(1), 'revoked');
    const late = [1, 2].map((at) =>
      told.ask({
        endpoint: 'resource',
        item: `e2.${at + 1}`,
        presented: { kind: 'access', standing: 'revoked', ref: access(1) },
      }),
    );
    told.refused(refresh(1), 'revoked');
    for (const exchange of late)
      told.answer(exchange, { endpoint: 'resource', ...refused }).refused(refresh(1), 'revoked');
    expect(checker.check(told.finish('e2', { status: 'error' }).build()).verdict).toBe('holds');
  });
});

test.each([
  [400, 'invalid_client', 3, 'violated'],
  [500, 'invalid_client', 3, 'holds'],
  [503, 'invalid_grant', 3, 'holds'],
  [500, 'invalid_client', 4, 'violated'],
] as const)(
  'a refusal with %i %s that is repeated to %i requests: %s',
  (status, error, requests, expected) => {
    const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
    for (let at = 0; at < requests; at += 1) told.refused(refresh(1), 'live', { status, error });
    expect(checker.check(told.finish('e2', { status: 'error' }).build()).verdict).toBe(expected);
  },
);

describe('when the API refuses new tokens as well', () => {
  test('allows one refresh for each try, and one for the token that had worked before', () => {
    const twice = rejecting(rejecting(untilExpired(), { key: 'e2', from: 1, refreshes: 1 }), {
      key: 'e3',
      from: 2,
      refreshes: 1,
    });
    expect(checker.check(twice.build()).verdict).toBe('holds');
    const again = (refreshes: number) =>
      checker.check(rejecting(untilExpired(), { key: 'e2', from: 1, refreshes }).build());
    expect([again(2).verdict, again(3).verdict]).toEqual(['holds', 'violated']);
    expect(again(1_000)).toMatchObject({
      verdict: 'violated',
      message: '1000 new tokens in 1 execution with 1 try; at most 2 can help.',
    });
  });

  test('allows an execution whose token had never worked only one', () => {
    const second = (refreshes: number) =>
      checker.check(
        rejecting(rejecting(untilExpired(), { key: 'e2', from: 1, refreshes: 1 }), {
          key: 'e3',
          from: 2,
          refreshes,
        }).build(),
      ).verdict;
    expect([second(1), second(2)]).toEqual(['holds', 'violated']);
  });

  test('allows the late ones of items that run side by side to be refused a new token', () => {
    const refused = { accepted: false, status: 401 };
    const batch = (late: readonly number[]) => {
      const items = Array.from({ length: 6 }, (_, index) => `e3.${index + 1}`);
      const told = rejecting(untilExpired(), { key: 'e2', from: 1, refreshes: 1 });
      told.start('e3', { items });
      let token = 2;
      for (const [index, item] of items.entries()) {
        told.api(item, access(token), 'live', refused);
        if (index === 0 || late.includes(index)) told.refresh(token, (token += 1));
      }
      for (const item of items) told.api(item, access(token), 'live', refused);
      return checker.check(told.finish('e3', { status: 'error' }).build()).verdict;
    };
    expect([batch([]), batch([5]), batch([4, 5])]).toEqual(['holds', 'holds', 'holds']);
    expect([batch([3, 4, 5]), batch([1, 2, 3, 4, 5])]).toEqual(['violated', 'violated']);
  });

  test('does not take portions for items that are late, but for one by chance', () => {
    const refused = { accepted: false, status: 401 };
    const inPortions = (size: number, items: number) => {
      const all = Array.from({ length: items }, (_, index) => `e3.${index + 1}`);
      const told = rejecting(untilExpired(), { key: 'e2', from: 1, refreshes: 1 });
      told.start('e3', { items: all });
      let token = 2;
      for (let from = 0; from < items; from += size) {
        const portion = all.slice(from, from + size);
        for (const item of portion) told.api(item, access(token), 'live', refused);
        told.refresh(token, (token += 1));
        for (const item of portion) told.api(item, access(token), 'live', refused);
      }
      return checker.check(told.finish('e3', { status: 'error' }).build()).verdict;
    };
    expect([inPortions(4, 6), inPortions(3, 6)]).toEqual(['holds', 'holds']);
    expect([inPortions(2, 6), inPortions(3, 9), inPortions(2, 100)]).toEqual(
      Array.from({ length: 3 }, () => 'violated'),
    );
  });

  test('counts each item of a batch to the execution it belongs to', () => {
    const items = ['e2.1', 'e2.2', 'e2.3', 'e2.4'];
    const told = untilExpired().start('e2', { items });
    for (const [index, item] of items.entries())
      told
        .api(item, access(index + 1), 'live', { accepted: false, status: 401 })
        .refresh(index + 1, index + 2);
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: '4 new tokens in 1 execution with 1 try; at most 3 can help.',
    });
  });
});

describe('when the token endpoint fails', () => {
  const failing = (gapsMs: readonly number[], reply: Partial<EventOf<'reply'>> = {}) => {
    const told = untilExpired().start('e2').api('e2.1', access(1), 'expired');
    for (const gapMs of gapsMs)
      told.wait(gapMs).answer(told.askRefresh(refresh(1)), { status: 503, ...reply });
    return checker.check(told.finish('e2', { status: 'error' }).build()).verdict;
  };

  test('holds for a few tries with pauses, and is violated by tries without', () => {
    expect([failing([0, 0, 0]), failing([0, 40, 80, 160])]).toEqual(['holds', 'holds']);
    expect(failing([0, 0, 0, 0])).toBe('violated');
  });

  test('does not decide by a pause that may be one', () => {
    expect([failing([0, 70, 70, 70]), failing([0, 5, 5, 5])]).toEqual(['unknown', 'violated']);
  });

  test('takes what a busy machine adds to each step for no pause', () => {
    expect(failing([0, 30, 30, 30])).toBe('violated');
  });

  test('is violated by tries without end, whatever the pauses', () => {
    expect(failing([0, ...Array.from({ length: 7 }, () => 1_000)])).toBe('holds');
    expect(failing([0, ...Array.from({ length: 8 }, () => 1_000)])).toBe('violated');
  });

  test('is violated by asking on after a final refusal', () => {
    expect(failing([0, 1_000, 1_000], { status: 400, error: 'invalid_grant' })).toBe('violated');
  });
});

test.each([
  ['poll', 'holds'],
  ['schedule', 'violated'],
] as const)(
  'what asks anew each time before a %s begins an execution: %s',
  (startedBy, expected) => {
    const told = untilExpired().start('e2', { startedBy });
    for (let polls = 1; polls <= 4; polls += 1) {
      const presented = { kind: 'access', standing: 'revoked', ref: access(1) } as const;
      const exchange = told.ask({ endpoint: 'resource', presented });
      told
        .answer(exchange, { endpoint: 'resource', accepted: false, status: 401 })
        .refused(refresh(1), 'revoked');
    }
    expect(checker.check(told.finish('e2', { status: 'hung' }).build()).verdict).toBe(expected);
  },
);
