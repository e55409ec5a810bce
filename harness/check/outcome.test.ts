import { describe, expect, test } from 'vitest';
import type { History } from '../model/history.ts';
import { OUTCOMES } from '../model/results.ts';
import { judge } from './judge.ts';
import { OUTCOME_RULES } from './outcome.ts';
import { story } from './testing/history-builder.ts';
import { mutate, without } from './testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from './testing/stories.ts';
import { access, refresh } from './testing/story-defaults.ts';

const reconnect = {
  expect: {
    recovery: 'after-remedy',
    remedy: 'reconnect',
    withinMs: 10_000,
    without: { 'no-reuse-of-spent-token': 'not what this test is about' },
  },
} as const;
const failed = { status: 'error', error: { message: 'Service unavailable' } } as const;

const lossy = (): History =>
  untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .refresh(1, 2, { reply: { outcome: 'reset', delivered: false } })
    .finish('e2', failed)
    .heal('access-token/expired', 'x1')
    .phase('healed')
    .start('e3')
    .api('e3.1', access(1), 'expired')
    .refresh(1, 3)
    .api('e3.1', access(3))
    .finish('e3')
    .probeNewest(3)
    .end()
    .build();

describe('outcome', () => {
  test.each<readonly [string, History]>([
    ['unaffected', goodStory()],
    ['recovered with cost', lossy()],
    ['reconnect needed (as it must be)', stormStory(reconnect)],
    ['reconnect needed (avoidable)', stormStory()],
    [
      'leaked',
      mutate(
        stormStory(),
        'leak-scan',
        () => true,
        () => ({ leaks: ['client secret'] }),
      ),
    ],
    [
      'failed silently',
      mutate(
        goodStory(),
        'execution',
        ({ key }) => key === 'e3',
        () => ({ itemsWithErrorBody: ['e3.1'] }),
      ),
    ],
    [
      'hung',
      mutate(
        goodStory(),
        'execution',
        ({ key }) => key === 'e3',
        () => ({ status: 'hung' }),
      ),
    ],
    [
      'credential corrupted',
      mutate(
        goodStory(),
        'stored-credential',
        ({ n }) => n === goodStory().of('stored-credential').at(-1)?.n,
        () => ({ refresh: refresh(1) }),
      ),
    ],
    ['crashed', untilExpired().process('main', 'exited').build()],
    [
      'not connected',
      story()
        .add({ type: 'connect', credential: 'main', ok: false, error: 'no' })
        .add({ type: 'end', reason: 'stopped', because: 'not-connected' })
        .build(),
    ],
    [
      'failed by itself',
      story().connect().phase('steady').start('e1').finish('e1', failed).end().build(),
    ],
    ['inconclusive', without(goodStory(), ({ type }) => type === 'leak-scan')],
    ['inconclusive', without(goodStory(), ({ type }) => type === 'end')],
    [
      'invariant violated',
      mutate(
        goodStory(),
        'reply',
        ({ endpoint, issued }) => endpoint === 'token' && issued?.access?.generation === 3,
        ({ issued }) => ({ issued: { ...issued, scope: 'read admin' } }),
      ),
    ],
  ])('%s', (outcome, history) => {
    expect(judge(history).outcome).toBe(outcome);
  });

  test('a storm that does no lasting harm is still a storm', () => {
    expect(
      judge(
        stormStory({ expect: { recovery: 'after-remedy', remedy: 'reconnect', withinMs: 10_000 } }),
      ).outcome,
    ).toBe('refresh storm');
  });

  test('every rule names an outcome of the model, each once', () => {
    const named = OUTCOME_RULES.map(({ outcome }) => outcome);
    expect(new Set(named).size).toBe(named.length);
    for (const outcome of named) expect(OUTCOMES).toContain(outcome);
  });
});
