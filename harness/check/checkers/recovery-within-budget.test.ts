import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, headOf, refresh } from '../testing/story-defaults.ts';
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

const CALM = { lagMs: 30, loadPerCore: 0.5, waitedMs: 10 };
const LAGS = [
  { ...CALM, lagMs: 800 },
  { ...CALM, stolen: 0.4 },
  { ...CALM, waitedMs: 55_000 },
  { lagMs: 30, loadPerCore: 14 },
  { lagMs: 30, loadPerCore: 2, pressure: 0.97 },
] as const;
const calmThough = [CALM, { ...CALM, loadPerCore: 14, pressure: 0.97 }, undefined] as const;

/** The verdict when the machine was in this state during one execution. */
const onMachine = (
  history: History,
  execution: string,
  machine: EventOf<'execution'>['machine'],
) => {
  const isIt = ({ key }: EventOf<'execution'>): boolean => key === execution;
  return checker.check(mutate(history, 'execution', isIt, () => ({ machine }) as never)).verdict;
};

describe(checker.name, () => {
  test('blames no client for an end that did not come on a machine that was starved', () => {
    const hung = mutate(
      goodStory(),
      'execution',
      ({ key }) => key === 'e2',
      () => ({ status: 'hung', durationMs: 60_000 }),
    );
    expect(LAGS.map((machine) => onMachine(hung, 'e2', machine))).toEqual(
      LAGS.map(() => 'unknown'),
    );
    expect(calmThough.map((machine) => onMachine(hung, 'e2', machine))).toEqual(
      calmThough.map(() => 'violated'),
    );
  });

  test('blames the client when only another execution met a starved machine', () => {
    const hung = (lagMs: number) =>
      ({ status: 'hung', durationMs: 60_000, machine: { ...CALM, lagMs } }) as const;
    const both = untilExpired()
      .start('e2')
      .finish('e2', hung(800))
      .heal('access-token/expired', 'x1')
      .start('e3')
      .finish('e3', hung(30))
      .build();
    expect(checker.check(both)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(
        '1 execution had no end within the deadline, the first one e3',
      ),
    });
  });

  test('blames no client for a recovery that a starved machine kept it from', () => {
    const never = (waitedMs: number) => {
      const machine = { ...CALM, waitedMs };
      const told = untilExpired().run('e2').heal('access-token/expired', 'x1').phase('healed');
      return told
        .start('e3')
        .wait(20_000)
        .api('e3.1', access(1), 'live')
        .finish('e3', { status: 'error', durationMs: 20_000, machine })
        .build();
    };
    expect(checker.check(never(19_000))).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('starved'),
    });
    expect(checker.check(never(900))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('No lasting success'),
    });
  });

  test('what executions wait at the same time counts once', () => {
    const late = (together: boolean) => {
      const told = story().connect().phase('steady').run('e1').phase('during');
      told.inject('access-token/expired', 'x1').heal('access-token/expired', 'x1').phase('healed');
      const keys = ['e2', 'e3', 'e4'];
      const end = (key: string) =>
        told.finish(key, { status: 'error', machine: { ...CALM, waitedMs: 9_000 } });
      for (const key of keys) {
        told.start(key);
        if (!together) end(told.wait(10_000) && key);
      }
      if (together) for (const key of told.wait(30_000) && keys) end(key);
      return checker.check(told.run('e5').build()).verdict;
    };
    expect([late(true), late(false)]).toEqual(['violated', 'unknown']);
  });

  test('blames no client for a late success on a machine that was starved', () => {
    const late = healedAfter(14_000);
    expect(LAGS.map((machine) => onMachine(late, 'e3', machine))).toEqual(
      LAGS.map(() => 'unknown'),
    );
    expect(calmThough.map((machine) => onMachine(late, 'e3', machine))).toEqual(
      calmThough.map(() => 'violated'),
    );
    // What happened before the healing does not matter.
    expect(onMachine(late, 'e2', LAGS[0])).toBe('violated');
  });

  test('counts neither the answers of the provider nor what the client takes anyway', () => {
    const told = (steadyMs: number, providerMs: number, clientMs: number) => {
      const slow = story().connect().phase('steady').start('e1').wait(steadyMs);
      slow.api('e1.1', access(1)).finish('e1').phase('during').inject('token/slow', 'x1');
      slow.start('e2').finish('e2', failed).heal('token/slow', 'x1').phase('healed').start('e3');
      const exchange = slow.askRefresh(refresh(1));
      return slow
        .wait(providerMs)
        .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
        .wait(clientMs)
        .api('e3.1', access(2))
        .finish('e3')
        .build();
    };
    expect(checker.check(told(0, 30_000, 9_000)).verdict).toBe('holds');
    expect(checker.check(told(0, 30_000, 11_000)).verdict).toBe('violated');
    expect(checker.check(told(3_000, 0, 24_000)).verdict).toBe('holds');
    expect(checker.check(told(3_000, 0, 26_000)).verdict).toBe('violated');
  });

  test('measures from healing to the first success', () => {
    expect(checker.check(healedAfter(5_000))).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('5.1 s after healing, within the 10.1 s allowed'),
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
