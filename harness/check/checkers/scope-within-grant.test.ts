import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { scopeWithinGrant as checker } from './scope-within-grant.ts';

const issued = (scope: string) => ({ issued: { access: access(2), refresh: refresh(2), scope } });

describe(checker.name, () => {
  test('holds when refreshes stay within the grant, or below it', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(
      checker.check(
        story()
          .connect('f1', 'main', 'read write')
          .refresh(1, 2, { reply: issued('write'), request: { requestedScope: 'write' } })
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('is violated by a client that asks for more, whatever it gets', () => {
    const told = story().connect();
    told.answer(told.askRefresh(refresh(1), 'live', { requestedScope: 'read admin' }), {
      status: 400,
      error: 'invalid_scope',
    });
    expect(checker.check(told.build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('admin'),
    });
  });

  test('is violated by a token with more, unless a fault widened it', () => {
    expect(
      checker.check(
        story()
          .connect()
          .refresh(1, 2, { reply: issued('read admin') })
          .build(),
      ).verdict,
    ).toBe('violated');
    expect(
      checker.check(
        story()
          .connect()
          .refresh(1, 2, { reply: { ...issued('read admin'), faults: ['x1'] } })
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('goes by the grant of the family, so a new consent may widen', () => {
    expect(
      checker.check(
        story()
          .connect()
          .connect('f2', 'main', 'read admin')
          .refresh(1, 2, {
            family: 'f2',
            reply: {
              issued: { access: access(2, 'f2'), refresh: refresh(2, 'f2'), scope: 'read admin' },
            },
          })
          .build(),
      ).verdict,
    ).toBe('holds');
  });

  test('is unknown when grant or issue were not recorded', () => {
    expect(checker.check(story().refresh(1, 2).build()).verdict).toBe('unknown');
    expect(
      checker.check(
        mutate(
          story().connect().refresh(1, 2).build(),
          'reply',
          ({ n }) => n > 4,
          () => ({ issued: { access: access(2) } }),
        ),
      ).verdict,
    ).toBe('unknown');
  });
});
