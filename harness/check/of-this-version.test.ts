import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { story } from './testing/history-builder.ts';

const RELEASED = { type: 'version', from: '1.0.0', to: '2.0.0', data: 'left' } as const;

/** A history in which a process ends by itself before, or after, the version is exchanged. */
const ended = (when: 'before' | 'after') => {
  const told = story();
  if (when === 'after') told.add({ ...RELEASED, started: true });
  told.add({ type: 'process', process: 'main', state: 'exited', code: 1 });
  if (when === 'before') told.add({ ...RELEASED, started: true });
  return judge(told.end().build());
};

const ofProcesses = ({ findings }: ReturnType<typeof judge>) =>
  findings.find(({ checker }) => checker === 'processes-stay-alive');

test('what an older version did before it was exchanged is no failure of the newer one', () => {
  const judged = ended('before');
  expect(judged.verdict).toBe('inconclusive');
  expect(judged.versions).toEqual(['1.0.0', '2.0.0']);
  expect(ofProcesses(judged)).toMatchObject({
    verdict: 'unknown',
    message:
      'Not of 2.0.0: 1.0.0 did this before it was exchanged: Main ended with exit code 1 although nobody asked it to.',
  });
});

test('what the newer one does is', () => {
  const judged = ended('after');
  expect(judged.verdict).toBe('fail');
  expect(ofProcesses(judged)?.message).toMatch(/^Main ended/);
});
