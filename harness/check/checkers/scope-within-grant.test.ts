import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { access, headOf, refresh } from '../testing/story-defaults.ts';
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

  test.each([
    ['read write', undefined, 'main asked for no scope, where read write is typed'],
    ['read write', 'read', 'main asked for read, where read write is typed'],
    ['read', 'read write', 'main asked for read write, where read is typed'],
    ['read write', 'write read', undefined],
    ['read write', 'read,write', 'main separated its scopes by commas, where read write is typed'],
    ['a,b', 'a,b', undefined],
    ['a,b', 'b a', undefined],
    ['', undefined, undefined],
  ])('compares the scope typed, "%s", with the one asked for, %s', (scope, asked, words) => {
    const credential = {
      grant: 'client-credentials',
      scope,
      authentication: 'header',
    } as const;
    const told = story({ credentials: { main: credential } });
    told.answer(
      told.ask({
        grantType: 'client_credentials',
        ...(asked === undefined ? {} : { requestedScope: asked }),
      }),
      { issued: { access: access(1), scope: 'read' } },
    );
    expect(checker.check(told.build())).toEqual({
      verdict: words === undefined ? 'holds' : 'violated',
      message: expect.stringContaining(words ?? 'each for the scope typed'),
      evidence: [2],
    });
  });

  test('lets an execution that began before an edit ask for what was typed before', () => {
    const ask = (scope: string) => {
      const told = story({
        scenario: { ...headOf().scenario, remedies: [{ remedy: 'edit-scope', scope: 'write' }] },
        credentials: {
          main: { grant: 'client-credentials', scope: 'read', authentication: 'header' },
        },
      }).add({ type: 'remedy', remedy: 'edit-scope', state: 'begin' });
      told.answer(told.ask({ grantType: 'client_credentials', requestedScope: scope }));
      return checker.check(told.build()).verdict;
    };
    expect([ask('read'), ask('write'), ask('admin')]).toEqual(['holds', 'holds', 'violated']);
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
