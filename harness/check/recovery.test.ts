import { describe, expect, test } from 'vitest';
import { observeRecovery } from './recovery.ts';
import { story, type HistoryBuilder } from './testing/history-builder.ts';
import { mutate } from './testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from './testing/stories.ts';

const failed = { status: 'error', error: { message: 'x' } } as const;
const ran = (told: HistoryBuilder, ...results: boolean[]): HistoryBuilder => {
  for (const [index, ok] of results.entries()) {
    const key = `r${told.build().events.length}.${index}`;
    if (ok) told.run(key);
    else told.start(key).finish(key, failed);
  }
  return told;
};
const remedy = (told: HistoryBuilder, name: 'reconnect' | 'recreate'): HistoryBuilder =>
  told
    .add({ type: 'remedy', remedy: name, state: 'begin' })
    .add({ type: 'remedy', remedy: name, state: 'end' })
    .phase('remedied');
const healed = (...during: boolean[]): HistoryBuilder =>
  ran(untilExpired(), ...during)
    .heal('access-token/expired', 'x1')
    .phase('healed');

describe('observed recovery', () => {
  test('unaffected: nothing failed, and another expiry was survived', () => {
    expect(observeRecovery(goodStory()).observed).toBe('unaffected');
    expect(observeRecovery(story().run('e1').build()).observed).toBe('unaffected');
  });

  test('automatic: it failed, and the last ones after healing succeed', () => {
    expect(observeRecovery(ran(healed(false), false, true).build())).toMatchObject({
      observed: 'automatic',
      afterMs: 70,
    });
    expect(observeRecovery(ran(untilExpired(), false, true).build()).observed).toBe('automatic');
  });

  test('none: a success that does not last is no recovery', () => {
    expect(observeRecovery(ran(healed(false), true, false).build()).observed).toBe('none');
  });

  test('none: a client that works on and off has not recovered', () => {
    const failures = Array.from({ length: 6 }, () => false);
    expect(observeRecovery(ran(healed(false), true, ...failures, true).build()).observed).toBe(
      'none',
    );
    const under = ran(healed(false), true).inject('api/flapping', 'x7');
    expect(observeRecovery(ran(under, ...failures, true).build()).observed).toBe('automatic');
  });

  test('looks at the whole last round, in whatever order it ended', () => {
    const round = healed(false).start('a').start('b').finish('b', failed).finish('a');
    expect(observeRecovery(round.build()).observed).toBe('none');
  });

  test('after-remedy: names the first remedy whose success lasts', () => {
    expect(observeRecovery(stormStory())).toMatchObject({
      observed: 'after-remedy',
      remedy: 'reconnect',
    });
    const told = ran(remedy(ran(healed(false), false), 'reconnect'), true, false);
    expect(observeRecovery(told.build()).observed).toBe('none');
    expect(observeRecovery(ran(remedy(told, 'recreate'), true, true).build())).toMatchObject({
      observed: 'after-remedy',
      remedy: 'recreate',
    });
  });

  test('unknown: nothing ran after the fault, the client was lost, or the fault never ended', () => {
    expect(observeRecovery(untilExpired().build()).observed).toBe('unknown');
    expect(
      observeRecovery(healed(false).start('e3').finish('e3', { status: 'lost' }).build()).observed,
    ).toBe('unknown');
    expect(observeRecovery(ran(untilExpired(), false).build()).observed).toBe('unknown');
    expect(
      observeRecovery(ran(untilExpired({ steps: [{ do: 'observe', for: '5s' }] }), false).build())
        .observed,
    ).toBe('none');
  });

  test('asks how the last fault ended, not the first one that was healed', () => {
    const again = (told: HistoryBuilder): HistoryBuilder =>
      told.phase('during').inject('refresh-token/family-revoked', 'x2');
    const dies = ran(again(ran(healed(true), true)), false);
    expect(observeRecovery(dies.build()).observed).toBe('unknown');
    expect(observeRecovery(ran(remedy(dies, 'reconnect'), true).build())).toMatchObject({
      observed: 'after-remedy',
      remedy: 'reconnect',
    });
    expect(observeRecovery(ran(again(ran(healed(false), false)), true).build()).observed).toBe(
      'automatic',
    );
  });

  test('is timed by the slowest of several healings', () => {
    const twice = (firstMs: number, secondMs: number): HistoryBuilder => {
      const told = ran(ran(healed(false), false).wait(firstMs), true)
        .phase('during')
        .inject('token/unavailable', 'x2');
      return ran(
        ran(ran(told, false).heal('token/unavailable', 'x2').phase('healed'), false).wait(secondMs),
        true,
      );
    };
    expect(observeRecovery(twice(0, 60_000).build())).toMatchObject({
      observed: 'automatic',
      afterMs: 60_070,
    });
    expect(observeRecovery(twice(60_000, 0).build())).toMatchObject({
      observed: 'automatic',
      afterMs: 60_070,
    });
  });

  test('is timed although the faults had ended by themselves when the plan healed', () => {
    const told = ran(untilExpired(), false)
      .heal('access-token/expired', 'x1', 'for')
      .phase('healed');
    expect(observeRecovery(ran(ran(told, false).wait(60_000), true).build())).toMatchObject({
      observed: 'automatic',
      afterMs: 60_060,
    });
  });

  test('is not moved by the bystander', () => {
    expect(
      observeRecovery(
        mutate(
          goodStory(),
          'execution',
          ({ key }) => key === 'e2',
          () => ({ ...failed, credential: 'bystander' }),
        ),
      ).observed,
    ).toBe('unaffected');
  });
});
