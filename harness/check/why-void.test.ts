import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { story } from './testing/history-builder.ts';
import { mutate } from './testing/mutate.ts';
import { stormStory } from './testing/stories.ts';

test('a gate at seven of eight voids nothing when all the work was handed out', () => {
  const told = mutate(
    stormStory(),
    'gate',
    ({ state }) => state === 'opened',
    () => ({ state: 'timed-out', arrived: 7 }),
  );
  expect(
    judge(told)
      .findings.filter(({ verdict }) => verdict === 'violated')
      .map(({ checker }) => checker),
  ).toEqual(['no-reuse-of-spent-token', 'recovers-as-expected']);
});

test('an answer that was a mistake of the provider proves nothing about the client', () => {
  const told = mutate(
    stormStory(),
    'reply',
    ({ endpoint }) => endpoint === 'token',
    () => ({ mistake: true as const }),
  );
  expect(judge(told).summary).toContain('the provider made a mistake of its own');
});

test('says why a run stopped', () => {
  const stopped = (because: 'client-ended' | 'not-connected') =>
    judge(
      story()
        .process('main', 'exited')
        .add({ type: 'connect', credential: 'main', ok: false, error: 'no' })
        .add({ type: 'end', reason: 'stopped', because })
        .build(),
    ).summary;
  expect(stopped('client-ended')).toContain(
    'Nothing else is proven: the run could not go on because the client under test had ended.',
  );
  expect(stopped('not-connected')).toContain('because a credential could not be connected.');
});
