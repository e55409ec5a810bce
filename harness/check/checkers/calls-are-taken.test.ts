import { describe, expect, test } from 'vitest';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { callsAreTaken as checker } from './calls-are-taken.ts';

const version = {
  type: 'version',
  from: '1.0.0',
  to: '2.0.0',
  data: 'left',
  started: true,
} as const;
const turnedAway = { times: 3, says: 'Published version not found' };

describe(checker.name, () => {
  test('has nothing to say where no other version was started', () => {
    expect(checker.check(goodStory())).toMatchObject({ verdict: 'holds', evidence: [] });
    const restarted = untilExpired().start('e2').finish('e2', { turnedAway });
    expect(checker.check(restarted.build()).verdict).toBe('holds');
    const neverUp = untilExpired().add({ ...version, started: false });
    expect(checker.check(neverUp.build())).toMatchObject({ verdict: 'holds', evidence: [] });
  });

  test('holds when each execution was begun at the first call', () => {
    const told = untilExpired().add(version).start('e2').api('e2.1', access(1)).finish('e2');
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'holds',
      message: '1 execution after another version had started, each begun at once.',
    });
  });

  test('is violated when one was turned away', () => {
    const told = untilExpired()
      .add(version)
      .start('e2')
      .finish('e2', { turnedAway })
      .start('e3')
      .finish('e3');
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message:
        'After version 2.0.0 had said that it is ready, 1 execution of 2 could not be begun at once: e2 was turned away with "Published version not found".',
    });
  });

  test('names the version that turned it away', () => {
    const told = untilExpired()
      .add(version)
      .start('e2')
      .finish('e2')
      .add({ ...version, from: '2.0.0', to: '1.0.0' })
      .start('e3')
      .finish('e3', { turnedAway });
    expect(checker.check(told.build()).message).toMatch(/^After version 1\.0\.0 had said/);
  });
});
