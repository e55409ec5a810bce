import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, headOf } from '../testing/story-defaults.ts';
import { recoveryWithinBudget as checker } from './recovery-within-budget.ts';

const failed = { status: 'error', error: { message: 'x' } } as const;
const healedAfter = (ms: number) =>
  untilExpired()
    .start('e2')
    .finish('e2', failed)
    .heal('access-token/expired', 'x1')
    .phase('healed')
    .wait(ms)
    .run('e3')
    .build();

describe(checker.name, () => {
  test('measures from healing to the first success', () => {
    expect(checker.check(healedAfter(5_000))).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('5.1 s after healing, within the 10 s allowed'),
    });
    expect(checker.check(healedAfter(11_000))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('11.1 s after healing'),
    });
  });

  test('measures from the end of the remedy that worked', () => {
    expect(checker.check(stormStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('after the remedy reconnect'),
    });
  });

  test('is violated by an execution without an end, whatever came of the rest', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'execution',
          ({ key }) => key === 'e2',
          () => ({ status: 'hung', durationMs: 60_000 }),
        ),
      ),
    ).toMatchObject({ verdict: 'violated', message: expect.stringContaining('e2 after 60 s') });
  });

  test('does not blame the client for an execution whose process stood still until the deadline', () => {
    const paused = (resumes: boolean, process = 'worker-1') => {
      const told = untilExpired()
        .start('e2')
        .api('e2.1', access(1), 'expired', {}, { sender: 'worker-1' })
        .process(process, 'paused');
      if (resumes) told.process(process, 'resumed');
      return told
        .wait(60_000)
        .finish('e2', { status: 'hung' })
        .heal('access-token/expired', 'x1')
        .phase('healed')
        .run('e3')
        .build();
    };
    expect(checker.check(paused(false))).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining(
        '1 execution hung with the process that stood still, and no other',
      ),
    });
    expect(checker.check(paused(true)).verdict).toBe('violated');
    expect(checker.check(paused(false, 'worker-2')).verdict).toBe('violated');
    const untaken = untilExpired()
      .process('worker-2', 'paused')
      .start('e2')
      .wait(60_000)
      .finish('e2', { status: 'hung' })
      .heal('access-token/expired', 'x1')
      .phase('healed')
      .run('e3');
    expect(checker.check(untaken.build()).verdict).toBe('holds');
  });

  test('is violated when no lasting success came, unless none is expected', () => {
    const dead = (recovery: 'automatic' | 'none') =>
      untilExpired({ expect: { recovery, withinMs: 1_000 } })
        .start('e2')
        .finish('e2', failed)
        .phase('healed')
        .start('e3')
        .finish('e3', failed)
        .build();
    expect(checker.check(dead('automatic')).verdict).toBe('violated');
    expect(checker.check(dead('none')).verdict).toBe('holds');
  });

  test('is unknown when nothing ran after the fault, or the budget is not recorded', () => {
    expect(checker.check(untilExpired().build()).verdict).toBe('unknown');
    expect(
      checker.check(
        mutate(
          healedAfter(1),
          'scenario',
          () => true,
          () => ({ ...headOf(), type: 'phase', phase: 'steady' }) as never,
        ),
      ).verdict,
    ).toBe('unknown');
    expect(
      checker.check(story().start('e1').finish('e1', { status: 'lost' }).build()).verdict,
    ).not.toBe('violated');
  });
});
