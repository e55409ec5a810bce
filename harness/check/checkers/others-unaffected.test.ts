import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { othersUnaffected as checker } from './others-unaffected.ts';

const info = { grant: 'authorization-code', scope: 'read' } as const;
const other = { credential: 'bystander', workflow: 'bystander' } as const;
const withBystander = (): HistoryBuilder =>
  untilExpired({ credentials: { main: info, bystander: info } }).connect('f9', 'bystander');
const run = (told: HistoryBuilder, key = 'b1'): HistoryBuilder =>
  told
    .start(key, other)
    .api(`${key}.1`, access(1, 'f9'), 'live', {}, { client: 'bystander' })
    .finish(key);

describe(checker.name, () => {
  test('holds without a second credential, and with one that goes on', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: 'No second credential in this scenario.',
    });
    expect(checker.check(run(withBystander()).build()).verdict).toBe('holds');
  });

  test('is violated when its execution fails, its token is revoked, or it is refreshed for nothing', () => {
    expect(
      checker.check(withBystander().start('b1', other).finish('b1', { status: 'error' }).build()),
    ).toMatchObject({ verdict: 'violated', message: expect.stringContaining('b1 ended as error') });
    expect(
      checker.check(
        run(withBystander())
          .add({ type: 'ledger', action: 'revoked', token: refresh(1, 'f9'), realmTimeMs: 0 })
          .build(),
      ).verdict,
    ).toBe('violated');
    expect(
      checker.check(
        run(withBystander())
          .wait(50)
          .refresh(1, 2, { family: 'f9', request: { client: 'bystander' } })
          .build(),
      ).verdict,
    ).toBe('violated');
  });

  test.each([
    [40_000, 'unknown'],
    [100, 'violated'],
  ] as const)(
    'an execution cut off by its deadline that got no processor for %s ms of a minute: %s',
    (waitedMs, expected) => {
      const machine = { lagMs: 30, loadPerCore: 9, waitedMs };
      const cutOff = { status: 'hung', durationMs: 60_000, machine } as const;
      const told = withBystander().start('b0', other).finish('b0', cutOff);
      expect(checker.check(run(told).build()).verdict).toBe(expected);
    },
  );

  test('does not mind an execution that a process took with it when it was killed or stood still', () => {
    const failing = (process: string, state: 'killed' | 'paused') => {
      const told = withBystander()
        .start('b1', other)
        .api(
          'b1.1',
          access(1, 'f9'),
          'live',
          { accepted: false, status: 500 },
          { client: 'bystander', sender: 'worker-1' },
        );
      return checker.check(
        run(
          told
            .process(process, state)
            .finish('b1', { status: state === 'paused' ? 'hung' : 'error' }),
          'b2',
        ).build(),
      ).verdict;
    };
    expect([failing('worker-1', 'killed'), failing('worker-1', 'paused')]).toEqual([
      'holds',
      'holds',
    ]);
    expect([failing('worker-2', 'killed'), failing('worker-2', 'paused')]).toEqual([
      'violated',
      'violated',
    ]);
  });

  describe('that a fault strikes itself', () => {
    const own = { client: 'bystander' } as const;
    const dead = (): HistoryBuilder =>
      withBystander()
        .start('b1', other)
        .api('b1.1', access(1, 'f9'), 'expired', { faults: ['x1'] }, own);
    const answered = (reply: Parameters<HistoryBuilder['answer']>[1]): HistoryBuilder => {
      const told = dead();
      return told
        .answer(told.askRefresh(refresh(1, 'f9'), 'live', own), reply)
        .finish('b1', { status: 'error' });
    };
    const verdictOf = (told: HistoryBuilder) => checker.check(told.build()).verdict;

    test('may fail by that, and by what came of it', () => {
      expect(verdictOf(answered({ status: 503, faults: ['x2'] }))).toBe('not-looked-at');
      expect(verdictOf(run(answered({ status: 503, faults: ['x2'] }), 'b2'))).toBe('holds');
      const lost = answered({ outcome: 'reset', delivered: false, faults: ['x2'] })
        .start('b2', other)
        .add({
          type: 'ledger',
          action: 'revoked',
          token: refresh(2, 'f9'),
          realmTimeMs: 0,
          cause: 'reuse',
        })
        .finish('b2', { status: 'error' });
      expect(verdictOf(lost)).toBe('not-looked-at');
    });

    test('may not fail by an expiry alone, nor after a call that was accepted again', () => {
      expect(verdictOf(answered({ status: 503 }))).toBe('violated');
      expect(verdictOf(dead().finish('b1', { status: 'error' }))).toBe('violated');
      const again = run(answered({ status: 503, faults: ['x2'] }), 'b2');
      expect(verdictOf(again.start('b3', other).finish('b3', { status: 'error' }))).toBe(
        'violated',
      );
    });

    test('may fail when also a new token is refused', () => {
      const told = dead()
        .refresh(1, 2, { family: 'f9', request: own })
        .api('b1.1', access(2, 'f9'), 'expired', { faults: ['x2'] }, own)
        .finish('b1', { status: 'error' });
      expect(verdictOf(told)).toBe('not-looked-at');
    });

    test.each([
      ['by the fault', { cause: 'x1' }, 'holds'],
      ['at its own request', { cause: 'revocation-request', exchange: 99 }, 'holds'],
      ['at the request of another', { cause: 'revocation-request', exchange: 98 }, 'violated'],
      ['by a reuse without any fault', { cause: 'reuse' }, 'violated'],
    ] as const)('may have its tokens revoked %s', (_, why, expected) => {
      const told = run(withBystander());
      for (const [client, exchange] of [
        ['main', 98],
        ['bystander', 99],
      ] as const)
        told.ask({ client, exchange, endpoint: 'revoke' });
      told.add({
        type: 'ledger',
        action: 'revoked',
        token: access(1, 'f9'),
        realmTimeMs: 0,
        ...why,
      });
      expect(verdictOf(told)).toBe(expected);
    });
  });

  test('is violated when one credential works with the tokens of the other', () => {
    const mixed = withBystander()
      .start('b1', other)
      .api('b1.1', access(1), 'live', {}, { client: 'main' })
      .finish('b1')
      .build();
    expect(checker.check(mixed)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('the token of another credential'),
    });
  });

  test('knows which items of an execution another credential works on', () => {
    const told = (callers: Readonly<Record<string, string>>) =>
      run(withBystander())
        .start('e2', { items: ['e2.1/1-0-0', 'e2.1/2-0-0'], callers })
        .api('e2.1/2-0-0', access(1, 'f9'), 'live', {}, { client: 'bystander' });
    const verdictOf = (callers: Readonly<Record<string, string>>) =>
      checker.check(told(callers).build()).verdict;
    expect(verdictOf({ 'e2.1/2-0-0': 'bystander' })).toBe('holds');
    expect(verdictOf({})).toBe('violated');
  });

  test('does not mind what happens to the first credential', () => {
    expect(
      checker.check(
        run(withBystander())
          .add({ type: 'ledger', action: 'revoked', token: refresh(1), realmTimeMs: 0 })
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('holds when it went on after nothing but a leap of time', () => {
    const told = story({
      credentials: { main: info, bystander: info },
      steps: [{ do: 'execute' }, { do: 'advance', by: '1h' }, { do: 'execute' }],
    })
      .connect()
      .connect('f9', 'bystander')
      .phase('steady')
      .run('e1');
    const leapt = run(
      told
        .add({ type: 'step', index: 1, state: 'begin' })
        .add({ type: 'step', index: 1, state: 'end' })
        .run('e2'),
    );
    expect(
      checker.check(
        leapt
          .inject('access-token/expired', 'x1')
          .heal('access-token/expired', 'x1', 'next-expiry')
          .run('e3')
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('is unknown when it did not run after the fault, or its result is lost', () => {
    expect(checker.check(withBystander().build()).verdict).toBe('unknown');
    expect(
      checker.check(
        mutate(
          run(run(withBystander()), 'b2').build(),
          'execution',
          ({ key }) => key === 'b2',
          () => ({ status: 'lost' }),
        ),
      ).verdict,
    ).toBe('unknown');
  });
});
