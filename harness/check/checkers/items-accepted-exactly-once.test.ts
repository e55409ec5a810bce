import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { itemsAcceptedExactlyOnce as checker } from './items-accepted-exactly-once.ts';

const once = () =>
  story()
    .start('e1', { items: ['a', 'b'] })
    .api('a', access(1))
    .api('b', access(1))
    .finish('e1')
    .build();

describe(checker.name, () => {
  test('holds when each item was accepted once', () => {
    expect(checker.check(once())).toMatchObject({
      verdict: 'holds',
      message: '2 items of successful executions accepted.',
    });
  });

  test('is violated by a second side effect, also of a failed execution', () => {
    const told = story()
      .start('e1')
      .api('e1.1', access(1))
      .api('e1.1', access(1))
      .finish('e1', { status: 'error', error: { message: 'x' } });
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      evidence: [3 + 1, 6],
    });
  });

  test('is violated when a side effect comes after the execution ended', () => {
    expect(
      checker.check(
        story().start('e1').api('e1.1', access(1)).finish('e1').api('e1.1', access(1)).build(),
      ).verdict,
    ).toBe('violated');
  });

  test('is violated by a second side effect of an execution that the history does not have', () => {
    const told = story().run('e1').api('by-hand-7-1', access(1)).api('by-hand-7-1', access(1));
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('by-hand-7-1 was accepted 2 times'),
      evidence: [7, 9],
    });
  });

  test('is violated by a second side effect of an execution that never ended', () => {
    const told = story().run('e1').start('e2').api('e2.1', access(1)).api('e2.1', access(1));
    expect(checker.check(told.build()).verdict).toBe('violated');
  });

  test.each(['GET', 'PUT'])('allows %s twice, and says so', (method) => {
    const told = story()
      .start('e1')
      .api('e1.1', access(1), 'live', {}, { method })
      .api('e1.1', access(1), 'live', {}, { method })
      .finish('e1');
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('1 item asked for more than once'),
    });
  });

  test('takes a call with the receipt of an earlier one for the same call', () => {
    const told = (again: string) =>
      checker.check(
        story()
          .start('e1')
          .api('e1.1', access(1), 'live', { receipt: 'r1', delivered: false }, { method: 'POST' })
          .api('e1.1', access(1), 'live', { receipt: again }, { method: 'POST' })
          .finish('e1')
          .build(),
      ).verdict;
    expect(told('r1')).toBe('holds');
    expect(told('r2')).toBe('violated');
  });

  test('is violated by a success whose item never reached the API', () => {
    expect(
      checker.check(
        mutate(
          once(),
          'reply',
          ({ n }) => n === 4,
          () => ({ accepted: false, status: 500 }),
        ),
      ),
    ).toMatchObject({ verdict: 'violated', message: expect.stringContaining('a of execution e1') });
  });

  test('asks nothing of the items of failed and lost executions but not to be doubled', () => {
    const told = story()
      .start('e1')
      .finish('e1', { status: 'error', error: { message: 'x' } })
      .start('e2')
      .api('e2.1', access(1))
      .finish('e2', { status: 'lost' });
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'holds',
      message: expect.stringMatching(/1 of 2 items of the others.*1 execution left no result/),
    });
  });

  test.each(['error', 'success'] as const)('is violated by work after the %s of it', (status) => {
    const told = (between: 'nothing' | 'a start' | 'a call' | 'killed' | 'paused') => {
      const failed = story().run('e1').start('e2').api('e2.1', access(1), 'expired');
      if (status === 'success') failed.api('e2.1', access(1), 'live', {}, { method: 'GET' });
      failed.finish('e2', { status });
      if (between !== 'nothing') failed.start('e3');
      if (between === 'killed' || between === 'paused') failed.process('main', between);
      if (between !== 'nothing' && between !== 'a start') failed.api('e3.1', access(1));
      return checker.check(
        failed
          .api('e2.1', access(1), 'live', {}, { method: 'GET' })
          .start('e4')
          .api('e4.1', access(1))
          .finish('e4')
          .build(),
      );
    };
    expect(told('a call')).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('e2.1 after execution e2 had been reported as ended'),
    });
    expect(told('nothing').verdict).toBe('holds');
    for (const between of ['a start', 'killed', 'paused'] as const)
      expect(told(between).verdict).toBe('unknown');
  });

  test('lets an execution that did not come to its end go on', () => {
    for (const status of ['hung', 'lost'] as const) {
      const told = story().run('e1').start('e2').finish('e2', { status }).run('e3');
      expect(checker.check(told.api('e2.1', access(1)).build()).verdict).toBe('holds');
    }
  });

  test('is violated by an item that nobody was given, but for those of a start by hand', () => {
    const told = (item: string) => checker.check(story().run('e1').api(item, access(1)).build());
    expect(told('e7.1')).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('e7.1 was given to no execution'),
    });
    expect(told('by-hand-7-1').verdict).toBe('holds');
  });

  test('is unknown without a finished execution, and while one is open', () => {
    expect(checker.check(story().start('e1').build()).verdict).toBe('unknown');
    expect(
      checker.check(story().start('e1').api('e1.1', access(1)).start('e2').finish('e1').build())
        .verdict,
    ).toBe('unknown');
  });

  test('tells a history from the same one with one acceptance taken away', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(
      checker.check(
        mutate(
          goodStory(),
          'reply',
          ({ accepted }) => accepted === true,
          () => ({ accepted: false }),
        ),
      ).verdict,
    ).toBe('violated');
  });

  test('is violated by a command that ends with code 0 and whose item was never accepted', () => {
    const told = (code: number, standing: 'live' | 'revoked') =>
      story()
        .run('e1')
        .process('cli-1', 'started')
        .api('by-hand-7-1', access(1), standing, {}, { sender: 'cli-1' })
        .add({ type: 'process', process: 'cli-1', state: 'finished', code })
        .build();
    expect(checker.check(told(0, 'revoked'))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('cli-1 ended with code 0'),
    });
    expect(checker.check(told(0, 'live')).verdict).toBe('holds');
    expect(checker.check(told(1, 'revoked')).verdict).toBe('holds');
  });
});
