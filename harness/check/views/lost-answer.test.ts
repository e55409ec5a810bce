import { describe, expect, test } from 'vitest';
import type { HistoryBuilder } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { wasLostBefore } from './lost-answer.ts';
import { tokenCalls } from './token-calls.ts';

const issued = { access: access(2), refresh: refresh(2), scope: 'read' };
const from = (sender: string) => ({ request: { sender } });

/**
 * True when the answer to the first refresh of a story was lost at the time of the last refresh.
 */
function lost(told: HistoryBuilder, token: 'access' | 'refresh' = 'refresh'): boolean {
  const history = told.build();
  const refreshes = tokenCalls(history).filter(({ kind }) => kind === 'refresh');
  const [first, last] = [refreshes[0], refreshes.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new RangeError('A story of two refreshes is needed.');
  return wasLostBefore(history, first, last.request, token);
}

/** Adds the second refresh, sent by a process. */
function again(told: HistoryBuilder, sender = 'worker-2'): HistoryBuilder {
  told.askRefresh(refresh(1), 'spent', { sender });
  return told;
}

describe('a process that was killed right after its answer', () => {
  test('lost what it was told', () => {
    expect(
      lost(again(untilExpired().refresh(1, 2, from('worker-1')).process('worker-1', 'killed'))),
    ).toBe(true);
  });

  test('lost it also when it died before the answer came', () => {
    const told = untilExpired();
    const first = told.askRefresh(refresh(1), 'live', { sender: 'worker-1' });
    expect(lost(again(told.process('worker-1', 'killed').answer(first, { issued })))).toBe(true);
  });

  test('must be the one that asked: the death of another process loses nothing', () => {
    expect(
      lost(again(untilExpired().refresh(1, 2, from('worker-1')).process('worker-2', 'killed'))),
    ).toBe(false);
  });

  test('may be any process where senders are not told apart', () => {
    expect(lost(again(untilExpired().refresh(1, 2).process('main', 'killed')))).toBe(true);
  });

  test('had its chance when it died later than two seconds after the answer', () => {
    expect(
      lost(
        again(
          untilExpired().refresh(1, 2, from('worker-1')).wait(1_980).process('worker-1', 'killed'),
        ),
      ),
    ).toBe(true);
    expect(
      lost(
        again(
          untilExpired().refresh(1, 2, from('worker-1')).wait(1_991).process('worker-1', 'killed'),
        ),
      ),
    ).toBe(false);
  });

  test('has longer in a run in which everything takes longer', () => {
    const lostAfter = (usedAfterMs: number): boolean => {
      const history = again(
        untilExpired()
          .refresh(1, 2, from('worker-1'))
          .wait(usedAfterMs)
          .api('e2.1', access(2))
          .refresh(2, 3, from('worker-1'))
          .wait(4_000)
          .process('worker-1', 'killed'),
      ).build();
      const [, second, third] = tokenCalls(history).filter(({ kind }) => kind === 'refresh');
      if (second === undefined || third === undefined) throw new RangeError('Three are needed.');
      return wasLostBefore(history, second, third.request, 'refresh');
    };
    expect([lostAfter(0), lostAfter(500)]).toEqual([false, true]);
  });

  test('had kept the answer when its tokens were used before', () => {
    expect(
      lost(
        again(
          untilExpired()
            .refresh(1, 2, from('worker-1'))
            .api('e2.1', access(2))
            .process('worker-1', 'killed'),
        ),
      ),
    ).toBe(false);
  });

  test('lost nothing when it died before it asked, or after the next request', () => {
    expect(
      lost(again(untilExpired().process('worker-1', 'killed').refresh(1, 2, from('worker-1')))),
    ).toBe(false);
    expect(
      lost(again(untilExpired().refresh(1, 2, from('worker-1'))).process('worker-1', 'killed')),
    ).toBe(false);
  });

  test('is not Postgres or Redis', () => {
    expect(lost(again(untilExpired().refresh(1, 2).process('redis', 'killed')))).toBe(false);
  });
});

describe('a process that stood still', () => {
  const asks = (sender: string) => {
    const told = untilExpired();
    return { told, first: told.askRefresh(refresh(1), 'live', { sender }) };
  };

  test('has not read its answer while it does', () => {
    const { told, first } = asks('worker-1');
    expect(lost(again(told.process('worker-1', 'paused').answer(first, { issued })))).toBe(true);
  });

  test('has not read one that is still under way', () => {
    const { told } = asks('worker-1');
    expect(lost(again(told.process('worker-1', 'paused')))).toBe(true);
  });

  test('has read it once it goes on', () => {
    const { told, first } = asks('worker-1');
    expect(
      lost(
        again(
          told
            .process('worker-1', 'paused')
            .answer(first, { issued })
            .process('worker-1', 'resumed'),
        ),
      ),
    ).toBe(false);
  });

  test('had read it when it stood still only afterwards', () => {
    expect(
      lost(again(untilExpired().refresh(1, 2, from('worker-1')).process('worker-1', 'paused'))),
    ).toBe(false);
  });

  test('must be the one that asked', () => {
    const { told, first } = asks('worker-1');
    expect(
      lost(again(told.process('worker-2', 'paused').answer(first, { issued }), 'worker-3')),
    ).toBe(false);
  });
});

describe('an answer that could not be saved', () => {
  const met = (fault: string): HistoryBuilder => {
    const told = untilExpired().inject(fault, 'target-1', 'database');
    const first = told.askRefresh(refresh(1));
    return told.met(fault, 'target-1').answer(first, { issued });
  };

  test.each(['database/read-only', 'database/down'])('under %s is as good as lost', (fault) => {
    expect(lost(again(met(fault)))).toBe(true);
  });

  test.each(['database/locked', 'database/slow', 'redis/down'])(
    'under %s only takes longer',
    (fault) => {
      expect(lost(again(met(fault)))).toBe(false);
    },
  );

  test('is as good as lost when the database went while it was on the wire, whatever others did until it was gone', () => {
    const down = (begins: boolean, afterMs: number): boolean => {
      const told = begins
        ? untilExpired().inject('database/down', 'target-1', 'database').refresh(1, 2)
        : untilExpired().refresh(1, 2).inject('database/down', 'target-1', 'database');
      for (const item of ['e3.1', 'e4.1', 'e5.1']) told.api(item, access(1), 'expired');
      return lost(
        again(told.wait(afterMs).process('postgres', 'stopped').met('database/down', 'target-1')),
      );
    };
    expect([down(true, 0), down(true, 2_000), down(false, 0)]).toEqual([true, false, false]);
  });

  test('stays unsaved when the fault is over only after it', () => {
    expect(lost(again(met('database/read-only').heal('database/read-only', 'target-1')))).toBe(
      true,
    );
  });

  test('could be saved when the fault was over before it', () => {
    const told = untilExpired().inject('database/read-only', 'target-1');
    const first = told.askRefresh(refresh(1));
    told
      .met('database/read-only', 'target-1')
      .heal('database/read-only', 'target-1')
      .answer(first, { issued });
    expect(lost(again(told))).toBe(false);
  });

  test('could be saved as far as anybody knows when the fault was never met', () => {
    expect(lost(again(untilExpired().inject('database/read-only', 'target-1').refresh(1, 2)))).toBe(
      false,
    );
  });

  test('stays unsaved under a fault that an earlier refresh had met', () => {
    const told = met('database/read-only').refresh(1, 3);
    const history = again(told).build();
    const calls = tokenCalls(history).filter(({ kind }) => kind === 'refresh');
    const [, second, third] = calls;
    expect(calls).toHaveLength(3);
    expect(
      second !== undefined &&
        third !== undefined &&
        wasLostBefore(history, second, third.request, 'refresh'),
    ).toBe(true);
  });

  test('is told apart by the fault: the end of another one changes nothing', () => {
    const told = untilExpired()
      .inject('database/read-only', 'target-1')
      .inject('database/read-only', 'target-2');
    const first = told.askRefresh(refresh(1));
    told
      .met('database/read-only', 'target-1')
      .heal('database/read-only', 'target-2')
      .answer(first, { issued });
    expect(lost(again(told))).toBe(true);
  });
});

describe('an answer that told nothing', () => {
  test('was lost once it was over, and not while it is under way', () => {
    expect(
      lost(again(untilExpired().refresh(1, 2, { reply: { outcome: 'reset', delivered: false } }))),
    ).toBe(true);
    const told = untilExpired();
    const first = told.askRefresh(refresh(1));
    expect(lost(again(told).answer(first, { outcome: 'reset', delivered: false, issued }))).toBe(
      false,
    );
  });

  test('of a client that gave up counts until it is told something else, however long that takes', () => {
    const gaveUp = (afterMs: number, answered: boolean): boolean => {
      const told = untilExpired();
      const first = told.askRefresh(refresh(1));
      const second = told.askRefresh(refresh(1), 'spent', { sender: 'worker-2' });
      const abort = { outcome: 'aborted-by-client', delivered: false, issued } as const;
      const refusal = { status: 400, error: 'invalid_grant' };
      told.wait(afterMs);
      return lost(
        answered
          ? told.answer(second, refusal).answer(first, abort)
          : told.answer(first, abort).answer(second, refusal),
      );
    };
    expect([gaveUp(0, false), gaveUp(5_000, false)]).toEqual([true, true]);
    expect([gaveUp(0, true), gaveUp(5_000, true)]).toEqual([false, false]);
  });

  test('that told both tokens was not lost', () => {
    expect([
      lost(again(untilExpired().refresh(1, 2)), 'access'),
      lost(again(untilExpired().refresh(1, 2)), 'refresh'),
    ]).toEqual([false, false]);
  });
});
