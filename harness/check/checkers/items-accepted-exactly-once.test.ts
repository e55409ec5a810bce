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
