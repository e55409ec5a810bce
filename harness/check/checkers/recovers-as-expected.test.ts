import { describe, expect, test } from 'vitest';
import type { Expectation } from '../../model/scenario.ts';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { recoversAsExpected as checker } from './recovers-as-expected.ts';

const failed = { status: 'error', error: { message: 'x' } } as const;
const expecting = (expect: Expectation) => ({ expect: { ...expect, withinMs: 10_000 } });
const remedied = (expect: Expectation) =>
  untilExpired(expecting(expect))
    .start('e2')
    .finish('e2', failed)
    .add({ type: 'remedy', remedy: 'reconnect', state: 'begin' })
    .add({ type: 'remedy', remedy: 'reconnect', state: 'end' })
    .phase('remedied')
    .start('e3')
    .finish('e3', failed)
    .add({ type: 'remedy', remedy: 'recreate', state: 'begin' })
    .add({ type: 'remedy', remedy: 'recreate', state: 'end' })
    .run('e4')
    .build();

describe(checker.name, () => {
  test('holds when recovery is as good as expected, or better', () => {
    expect(checker.check(goodStory(expecting({ recovery: 'unaffected' }))).verdict).toBe('holds');
    expect(
      checker.check(goodStory(expecting({ recovery: 'after-remedy', remedy: 'reconnect' })))
        .verdict,
    ).toBe('holds');
    expect(
      checker.check(stormStory(expecting({ recovery: 'after-remedy', remedy: 'reconnect' })))
        .verdict,
    ).toBe('holds');
  });

  test('is violated when it is worse', () => {
    expect(checker.check(stormStory())).toMatchObject({
      verdict: 'violated',
      message: 'Recovery: after-remedy (reconnect); expected at worst automatic.',
    });
    expect(
      checker.check(
        mutate(
          goodStory(),
          'execution',
          ({ key }) => key === 'e4',
          () => failed,
        ),
      ).verdict,
    ).toBe('violated');
  });

  test.each([
    ['error', 'violated'],
    ['hung', 'unknown'],
  ] as const)('who asked nobody on such a machine and ended as %s: %s', (status, expected) => {
    const machine = { lagMs: 30, loadPerCore: 9, waitedMs: 3_100 };
    const told = untilExpired(expecting({ recovery: 'unaffected', during: 'success' }))
      .start('e2')
      .wait(4_000)
      .finish('e2', { ...failed, status, machine });
    told.heal('access-token/expired', 'x1').phase('healed').run('e3');
    expect(checker.check(told.build()).verdict).toBe(expected);
  });

  test.each([
    [2_900, true, 'violated'],
    [3_100, true, 'unknown'],
    [3_100, false, 'violated'],
  ] as const)(
    'a failure that waited %s ms for a processor, its call accepted: %s: %s',
    (waitedMs, accepted, expected) => {
      const machine = { lagMs: 30, loadPerCore: 9, waitedMs };
      const told = untilExpired(expecting({ recovery: 'unaffected', during: 'success' }))
        .start('e2')
        .wait(4_000)
        .api('e2.1', access(1), 'live', { accepted, status: accepted ? 200 : 401 })
        .finish('e2', { ...failed, machine });
      told.heal('access-token/expired', 'x1').phase('healed').run('e3');
      expect(checker.check(told.build()).verdict).toBe(expected);
    },
  );

  test.each([
    [21_000, true, 'unknown'],
    [21_000, false, 'violated'],
    [900, true, 'violated'],
  ] as const)(
    'a failure after a throttle, that waited %s ms for a processor, overcome: %s: %s',
    (waitedMs, overcome, expected) => {
      const machine = { lagMs: 30, loadPerCore: 14, waitedMs };
      const told = untilExpired(expecting({ recovery: 'unaffected', during: 'success' }))
        .start('e2')
        .api('e2.1', access(1), 'expired');
      told.answer(told.askRefresh(refresh(1)), { status: 429, error: 'slow_down' }).wait(22_000);
      if (overcome) told.api('e2.1', access(2), 'live');
      told.finish('e2', { ...failed, durationMs: 22_000, machine });
      told.heal('access-token/expired', 'x1').phase('healed').run('e3');
      expect(checker.check(told.build()).verdict).toBe(expected);
    },
  );

  test('is violated when the remedy that should be enough was not', () => {
    expect(
      checker.check(remedied({ recovery: 'after-remedy', remedy: 'reconnect' })),
    ).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('reconnect was tried and was not enough'),
    });
    expect(checker.check(remedied({ recovery: 'after-remedy', remedy: 'recreate' })).verdict).toBe(
      'holds',
    );
  });

  test('is violated when the remedy that should be enough could not even be carried out', () => {
    const told = untilExpired(expecting({ recovery: 'after-remedy', remedy: 'reconnect' }))
      .start('e2')
      .finish('e2', failed)
      .add({ type: 'remedy', remedy: 'reconnect', state: 'begin' })
      .add({ type: 'remedy', remedy: 'reconnect', state: 'failed', error: 'x' })
      .add({ type: 'remedy', remedy: 'recreate', state: 'begin' })
      .add({ type: 'remedy', remedy: 'recreate', state: 'end' })
      .phase('remedied')
      .run('e3');
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: 'Recovery: after-remedy (recreate); reconnect was tried and was not enough.',
    });
  });

  test('holds executions under the fault to what is expected of them', () => {
    expect(
      checker.check(goodStory(expecting({ recovery: 'unaffected', during: 'success' }))).verdict,
    ).toBe('holds');
    const visible = expecting({ recovery: 'automatic', during: 'visible' });
    expect(checker.check(goodStory(visible)).verdict).toBe('holds');
    const none = story(visible).run('e1').build();
    expect(checker.check(none).verdict).toBe('unknown');
  });

  test('expects nothing where none is expected', () => {
    expect(
      checker.check(
        untilExpired(expecting({ recovery: 'none' }))
          .start('e2')
          .finish('e2', failed)
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('is unknown without an execution after the fault, or with a lost one at the end', () => {
    expect(checker.check(untilExpired().build()).verdict).toBe('unknown');
    expect(
      checker.check(
        untilExpired().phase('healed').start('e2').finish('e2', { status: 'lost' }).build(),
      ).verdict,
    ).toBe('unknown');
  });

  test('is violated by a command that fails where success was expected', () => {
    const told = (code: number) =>
      untilExpired(expecting({ recovery: 'unaffected', during: 'success' }))
        .start('e2')
        .api('by-hand-7-1', access(1), 'expired', {}, { sender: 'cli-1' })
        .refresh(1, 2)
        .api('e2.1', access(2))
        .finish('e2')
        .add({ type: 'process', process: 'cli-1', state: 'finished', code })
        .heal('access-token/expired', 'x1')
        .phase('healed')
        .start('e3')
        .api('e3.1', access(2))
        .finish('e3')
        .build();
    expect(checker.check(told(1))).toMatchObject({
      verdict: 'violated',
      message: 'cli-1 ended with code 1 during the fault, not with success.',
    });
    expect(checker.check(told(0)).verdict).toBe('holds');
  });
});
