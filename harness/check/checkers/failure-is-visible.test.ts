import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { failureIsVisible as checker } from './failure-is-visible.ts';

describe(checker.name, () => {
  test('holds without failures, and for failures that are shown', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(checker.check(stormStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('9 failed executions'),
    });
  });

  test('is violated by a success with an error in the result of an item', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'execution',
          ({ key }) => key === 'e2',
          () => ({ itemsWithErrorBody: ['e2.1'] }),
        ),
      ).verdict,
    ).toBe('violated');
  });

  test('is violated by a success whose item the API never accepted', () => {
    expect(
      checker.check(story().start('e1').api('e1.1', access(1), 'expired').finish('e1').build())
        .verdict,
    ).toBe('violated');
  });

  test('is violated by a failure of which the error workflow was not told', () => {
    const failed = (more: object, before = story()) =>
      checker.check(
        before
          .start('e1')
          .api('e1.1', access(1), 'expired')
          .finish('e1', { status: 'error', error: { message: 'no' }, ...more })
          .build(),
      );
    expect(failed({ alarm: {} }).verdict).toBe('holds');
    expect(failed({}).verdict).toBe('holds');
    expect(failed({ alarmMissing: true })).toMatchObject({
      verdict: 'violated',
      message:
        '1 failed execution of which the error workflow was never told: the first one is e1.',
    });
    const machine = { lagMs: 900, loadPerCore: 1 };
    expect(failed({ alarmMissing: true, machine }).verdict).toBe('unknown');
    const down = story().inject('database/down', 't1', 'database');
    expect(failed({ alarmMissing: true }, down).verdict).toBe('holds');
  });

  test('is unknown when no execution ended', () => {
    expect(checker.check(story().start('e1').build()).verdict).toBe('unknown');
  });
});
