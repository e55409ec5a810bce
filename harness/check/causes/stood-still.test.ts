import { expect, test } from 'vitest';
import type { HistoryBuilder } from '../testing/history-builder.ts';
import { untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { intervals } from '../views/intervals.ts';
import { failureCauses } from './failure-causes.ts';

const FAILED = { status: 'error', error: { message: 'It failed' } } as const;
const ITS_OWN = ['the API refuses the token', 'the token endpoint was not reached'];

/** What execution e2 failed of. */
function names(told: HistoryBuilder): string[] {
  const history = told.build();
  return intervals(history)
    .filter(({ key }) => key === 'e2')
    .flatMap((interval) => failureCauses(history, interval))
    .map(({ cause }) => cause);
}

/**
 * Worker-1 makes the API call of e2 and is paused. e2 is given up before or after the worker
 * resumes.
 */
const held = (sleeper: string, { wokenBefore = false, before = false } = {}): HistoryBuilder => {
  const told = untilExpired();
  if (before) told.process(sleeper, 'paused').process(sleeper, 'resumed');
  told.start('e2').api('e2.1', access(1), 'expired', {}, { sender: 'worker-1' });
  if (before) return told.finish('e2', FAILED);
  told.process(sleeper, 'paused');
  return wokenBefore
    ? told.process(sleeper, 'resumed').finish('e2', FAILED)
    : told.finish('e2', FAILED).process(sleeper, 'resumed');
};

test('a process that stood still may have failed its execution, as whoever waited for it says', () => {
  expect([names(held('worker-1')), names(held('worker-1', { wokenBefore: true }))]).toEqual([
    [],
    [],
  ]);
});

test('a process that stood still did not fail the execution of another one, nor one that began when it was awake again', () => {
  const told = [names(held('worker-2')), names(held('worker-1', { before: true }))];
  expect(told).toEqual([ITS_OWN, ITS_OWN]);
});
