import { expect, test } from 'vitest';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { judgeScenario } from '../judge-scenario.ts';
import { sampleScenario } from '../sample-scenario.ts';
import { expectPass } from './expect-pass.ts';

type Part = Partial<DefinedScenario>;

const leaping = (by: `${number}m`, part: Part = {}): DefinedScenario =>
  sampleScenario({
    plan: [
      { do: 'execute', times: 2 },
      { do: 'advance', by },
      { do: 'execute', times: 2 },
    ],
    remedies: ['reconnect'],
    ...part,
  });

test.concurrent.each<[string, Part]>([
  ['with the expiry of the harness after it', {}],
  ['without', { nextExpiry: 'skip' }],
])('a leap of time that ends no token proves nothing, %s', async (_, part) => {
  const { verdict, summary } = await judgeScenario('correct', leaping('5m', part));
  expect(verdict).toBe('inconclusive');
  expect(summary).toContain("when the provider's clock went forward by 5m");
});

test.concurrent('a leap past the life of a token is met, and tells clients apart', async () => {
  const scenario = leaping('61m', { realm: { accessTokenTtl: '1h' } });
  expectPass(await judgeScenario('correct', scenario));
  expect((await judgeScenario('never-refreshes', scenario)).verdict).toBe('fail');
});
