import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { worksWhenUnhindered as checker } from './works-when-unhindered.ts';

const error = { status: 'error', error: { message: 'It does not work' } } as const;
const connected = (): HistoryBuilder => story().connect().start('e1');
const healed = (): HistoryBuilder =>
  untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .refresh(1, 2)
    .api('e2.1', access(2))
    .finish('e2')
    .heal('access-token/expired', 'x1')
    .phase('healed')
    .start('e3');

describe('works-when-unhindered', () => {
  test('holds when nothing failed, or something stood in the way', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: '4 executions, none failed.',
    });
    expect(checker.check(stormStory())).toMatchObject({
      verdict: 'holds',
      message: '9 executions of 11 failed, and something stood in the way of each.',
    });
  });

  test.each([
    [2_900, 'violated'],
    [3_100, 'holds'],
  ] as const)('a failure that waited %s ms for a processor: %s', (waitedMs, expected) => {
    const machine = { lagMs: 30, loadPerCore: 9, waitedMs };
    const told = connected()
      .wait(4_000)
      .api('e1.1', access(1))
      .finish('e1', { ...error, machine });
    expect(checker.check(told.build()).verdict).toBe(expected);
  });

  test.each<readonly [string, History]>([
    ['the first one asked nobody', connected().finish('e1', error).build()],
    ['the first one hung', connected().finish('e1', { status: 'hung' }).build()],
    [
      'the first one had all it needed',
      connected().api('e1.1', access(1)).finish('e1', error).build(),
    ],
    [
      'the first one showed a token that nobody knows',
      connected().api('e1.1', access(9), 'unknown').finish('e1', error).build(),
    ],
    [
      'the first one asked for tokens in a wrong form',
      connected()
        .refused(refresh(1), 'live', { error: 'invalid_client', status: 401 })
        .finish('e1', error)
        .build(),
    ],
    ['the first one says success of nothing', connected().finish('e1').build()],
    ['one asked nobody under a fault', untilExpired().start('e2').finish('e2', error).build()],
    ['one asked nobody after it', healed().finish('e3', error).build()],
    [
      'one good event was changed',
      mutate(
        goodStory(),
        'execution',
        ({ key }) => key === 'e3',
        () => error,
      ),
    ],
  ])('is violated when %s', (_, history) => {
    const bad = history.of('execution').findLast(({ status }) => status !== 'success');
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      evidence: [(bad ?? history.of('execution').at(-1))?.n],
    });
  });

  test.each<readonly [string, History]>([
    [
      'the API refused a live token',
      connected()
        .api('e1.1', access(1), 'live', { accepted: false, status: 403 })
        .finish('e1', error)
        .build(),
    ],
    [
      'the provider failed',
      connected()
        .refused(refresh(1), 'live', { status: 503, error: 'server_error' })
        .finish('e1', error)
        .build(),
    ],
    ['the credential was never connected', story().start('e1').finish('e1', error).build()],
    ['a process was killed', healed().process('main', 'killed').finish('e3', error).build()],
    [
      'the database was locked',
      healed().inject('database/locked', 'd1', 'database').finish('e3', error).build(),
    ],
    [
      'an earlier refresh was refused and nothing worked since',
      untilExpired()
        .start('e2')
        .api('e2.1', access(1), 'expired')
        .refused(refresh(1), 'revoked')
        .finish('e2', error)
        .start('e3')
        .finish('e3', error)
        .build(),
    ],
    [
      'the harness broke something',
      connected()
        .add({ type: 'harness-error', code: 'x', message: 'y' })
        .finish('e1', error)
        .build(),
    ],
  ])('holds when %s', (_, history) => {
    expect(checker.check(history).verdict).toBe('holds');
  });

  test('a result that was lost is no failure', () => {
    expect(checker.check(connected().finish('e1', { status: 'lost' }).build()).verdict).toBe(
      'holds',
    );
  });

  test('is unknown when no execution ended', () => {
    expect(checker.check(story().connect().build()).verdict).toBe('unknown');
  });
});
