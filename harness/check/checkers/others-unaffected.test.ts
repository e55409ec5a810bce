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
