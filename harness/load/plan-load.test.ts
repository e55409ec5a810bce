import { describe, expect, it } from 'vitest';
import { checkers } from '../check/checkers/index.ts';
import { inject } from '../plan/steps/inject.ts';
import { remedies } from '../run/remedies/index.ts';
import { workflows } from '../workflows/index.ts';
import type { LoadScenario } from './load-scenario.ts';
import { planLoad } from './plan-load.ts';
import { sampleLoad } from './testing/run-load-for-test.ts';

const plan = (part: Partial<LoadScenario>, given: Parameters<typeof planLoad>[1] = {}) =>
  planLoad({ ...sampleLoad, ...part }, given, {
    seed: 1,
    catalog: { workflows, checkers, remedies },
  });

describe('the plan of a load', () => {
  it('has what happens under load between executions before and after it', () => {
    const { planned, when } = plan({
      happens: [{ at: '2s', step: inject('access-token/expired') }],
    });
    expect(planned.steps.map((step) => step.do)).toEqual(['execute', 'inject', 'execute']);
    expect(when).toEqual(['before', 2_000, 'after']);
  });

  it('takes another rate and duration, and has no others beside it', () => {
    const load = plan({}, { rate: 100, durationMs: 30_000 });
    expect(load).toMatchObject({ rate: 100, durationMs: 30_000 });
    expect(load.planned.exclusive).toBe(true);
  });

  it.each<[string, Partial<LoadScenario>, string]>([
    ['a threshold of no metric', { thresholds: { nothing: ['rate<1'] } as never }, "'nothing'"],
    ['a threshold nobody can read', { thresholds: { expiries: ['count>'] } }, "'count>'"],
    ['too high a rate', { rate: 1_001 }, '1001 calls per second'],
    ['half a call', { rate: 0.5 }, '0.5 calls per second'],
    ['too short a load', { duration: '4s' }, 'it lasts 4 s'],
    ['too long a load', { duration: '31m' }, 'it lasts 1860 s'],
    ['too many calls', { rate: 1_000, duration: '11m' }, '660000 calls'],
    [
      'what happens after the end',
      { happens: [{ at: '7s', step: inject('access-token/expired') }] },
      'the load ends after 7 s',
    ],
    [
      'what happens in another order',
      {
        happens: [
          { at: '2s', step: inject('access-token/expired') },
          { at: '1s', step: inject('access-token/expired') },
        ],
      },
      'stands after what is later',
    ],
    [
      'a workflow without a webhook',
      { workflows: { main: { use: 'schedule' } } },
      "its workflow 'main' has no webhook",
    ],
  ])('refuses %s', (_, part, says) => {
    expect(() => plan(part)).toThrow(
      expect.objectContaining({ exitCode: 64, message: expect.stringContaining(says) as string }),
    );
  });
});
