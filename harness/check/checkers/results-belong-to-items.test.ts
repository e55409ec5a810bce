import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { story } from '../testing/history-builder.ts';
import { goodStory } from '../testing/stories.ts';
import { access, type ExecutionFields } from '../testing/story-defaults.ts';
import { resultsBelongToItems as checker } from './results-belong-to-items.ts';

const RIGHT = [
  { item: 'a', receipt: 'ra' },
  { item: 'b', receipt: 'rb' },
];

/** One execution over the items a and b, both answered by the API. */
const finished = (fields: ExecutionFields) =>
  checker.check(
    story()
      .start('e1', { items: ['a', 'b'] })
      .api('a', access(1), 'live', { receipt: 'ra' })
      .api('b', access(1), 'live', { receipt: 'rb' })
      .finish('e1', fields)
      .build(),
  );
const answered = (
  status: number,
  results: NonNullable<EventOf<'execution'>['answer']>['results'] = [],
) => ({ answer: { status, results } });

describe(checker.name, () => {
  test('holds when each item has its answer, and the caller was told the same', () => {
    expect(
      finished({ results: RIGHT, ...answered(200, [{ receipt: 'ra' }, { receipt: 'rb' }]) }),
    ).toMatchObject({
      verdict: 'holds',
      message: expect.stringMatching(/^1 output and 1 answer to callers/),
      evidence: [7],
    });
  });

  test('takes what was made from an item for the answer to a part of it', () => {
    const told = (item: string) =>
      checker.check(
        story()
          .start('e1', { items: ['a', 'a/state'] })
          .api('a', access(1), 'live', { receipt: 'r1' })
          .api('a/state', access(1), 'live', { receipt: 'r2' })
          .finish('e1', {
            results: [
              { item: 'a', receipt: 'r1' },
              { item, receipt: 'r2' },
            ],
          })
          .build(),
      ).verdict;
    expect(told('a')).toBe('holds');
    expect(told('b')).toBe('violated');
  });

  test('holds when a call was repeated and the output carries the later answer', () => {
    const told = story()
      .start('e1')
      .api('e1.1', access(1), 'live', { receipt: 'r1', delivered: false })
      .api('e1.1', access(1), 'live', { receipt: 'r2' })
      .finish('e1', { results: [{ receipt: 'r2' }] });
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test.each([
    ['swapped', [{ receipt: 'rb' }, { receipt: 'ra' }], 'the answer to b in the place of a'],
    ['doubled', [RIGHT[0], RIGHT[0]], 'the answer to a in the place of b'],
    ['one dropped', [RIGHT[0]], 'has 1 result for 2 items'],
    ['one too many', [...RIGHT, {}], 'has 3 results for 2 items'],
    ['no answer of the API', [{ item: 'a' }, RIGHT[1]], 'no answer of the API in the place of a'],
    ['a receipt nobody gave', [{ receipt: 'rx' }, RIGHT[1]], 'no answer of the API'],
    [
      'paired with another item',
      [{ item: 'b', receipt: 'ra' }, RIGHT[1]],
      'the answer to a was made from b',
    ],
  ])('is violated by an output with %s', (_, results, words) => {
    expect(
      finished({ results: results as NonNullable<EventOf<'execution'>['results']> }),
    ).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(words),
      evidence: [7],
    });
  });

  test.each([
    ['other data', answered(200, [{ receipt: 'ra' }, {}]), 'no answer of the API'],
    ['half of it', answered(200, [{ receipt: 'ra' }]), '1 result for 2 items'],
    ['a failure of a success', answered(500), 'status 500 although the execution succeeded'],
  ])('is violated by an answer to the caller with %s', (_, answer, words) => {
    expect(finished({ results: RIGHT, ...answer })).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(`the webhook's answer to e1`),
    });
    expect(finished({ results: RIGHT, ...answer }).message).toContain(words);
  });

  test('is violated when the caller of a failed execution is told that it went well', () => {
    const error = { status: 'error', error: { message: 'x' } } as const;
    expect(finished({ ...error, ...answered(200) }).verdict).toBe('violated');
    expect(finished({ ...error, ...answered(500) }).verdict).toBe('holds');
  });

  test('asks nothing of an execution that failed, was lost or hung', () => {
    for (const status of ['error', 'lost', 'hung'] as const)
      expect(finished({ status, results: [], ...answered(500) }).verdict).toBe('holds');
  });

  test('is not looked at where no result was recorded', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(checker.check(story().start('e1').finish('e1').build()).verdict).toBe('not-looked-at');
    expect(checker.check(story().build())).toMatchObject({
      verdict: 'not-looked-at',
      message: 'No execution ended.',
    });
  });

  test('is violated by a command that tells of a failure although all was done', () => {
    const told = (code: number, standing: 'live' | 'revoked') =>
      story()
        .run('e1')
        .api('by-hand-7-1', access(1), standing, {}, { sender: 'cli-1' })
        .add({ type: 'process', process: 'cli-1', state: 'finished', code })
        .build();
    expect(checker.check(told(1, 'live'))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('cli-1 ended with code 1 although the API carried out'),
    });
    expect(checker.check(told(0, 'live')).verdict).toBe('holds');
    expect(checker.check(told(1, 'revoked')).verdict).toBe('holds');
  });
});
