import { expect, test } from 'vitest';
import { judgeScenario, scenariosForReferenceClients } from '../judge-scenario.ts';
import { wrongClients, type WrongClient, type WrongClientName } from '../wrong-clients/index.ts';

const scenarios = await scenariosForReferenceClients();
const wrong = Object.entries<WrongClient>(wrongClients);

/**
 * The harness tests itself: the correct client passes every scenario, and each mistake is found by
 * the checker that exists for it.
 */
test.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'the correct client passes %s',
  async (_, scenario) => {
    const run = await judgeScenario('correct', scenario);
    expect(run.findings.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
    expect(run.summary).not.toBe('');
    expect(run.verdict).toBe('pass');
  },
);

test.concurrent.each(wrong)('%s is caught', async (name, { caughtBy, caughtIn }) => {
  const scenario = scenarios.find((candidate) => candidate.name === caughtIn);
  if (scenario === undefined) throw new Error(`There is no scenario ${caughtIn}.`);
  const run = await judgeScenario(
    name as WrongClientName,
    scenario,
    name === 'waits-for-ever' ? 1_000 : undefined,
  );
  expect(run.verdict).toBe('fail');
  expect(run.violated).toContain(caughtBy);
});
