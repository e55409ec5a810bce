import { expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { processEnds } from './process-ends.ts';

const ends = (told: ReturnType<typeof story>): string[] =>
  processEnds(told.build()).map(({ process, state }) => `${process} ${state}`);

test('a process of the client ends by itself, because it was asked to, and because it was killed', () => {
  expect(
    ends(
      story()
        .process('main', 'started')
        .process('main', 'exited')
        .process('worker-1', 'stopped')
        .process('worker-2', 'killed'),
    ),
  ).toEqual(['main exited', 'worker-1 stopped', 'worker-2 killed']);
});

test('one that stands still has not ended, and neither has one that begins', () => {
  expect(
    ends(
      story().process('main', 'paused').process('main', 'resumed').process('worker-1', 'started'),
    ),
  ).toEqual([]);
});

test('the end of what the client needs beside it is not its own', () => {
  expect(
    ends(
      story().process('postgres', 'stopped').process('redis', 'killed').process('redis', 'exited'),
    ),
  ).toEqual([]);
});
