import { expect, test } from 'vitest';
import { judgeScenario, scenarioNamed, scenariosForReferenceClients } from '../judge-scenario.ts';
import { wrongClients, type WrongClient, type WrongClientName } from '../wrong-clients/index.ts';
import { speedMistakes } from '../wrong-clients/speed/index.ts';
import { expectPass } from './expect-pass.ts';

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
    expect(run.summary).not.toBe('');
    expectPass(run);
  },
);

/** True for a mistake that shows only as a time, or as something that did not come in time. */
const takesTime = (name: string): boolean =>
  name in speedMistakes || name === 'waits-for-ever' || name === 'raises-no-alarm';

async function isCaught(name: string, { caughtBy, caughtIn }: WrongClient): Promise<void> {
  const run = await judgeScenario(
    name as WrongClientName,
    await scenarioNamed(caughtIn),
    name === 'waits-for-ever' ? 1_000 : undefined,
  );
  expect(run.violated).toContain(caughtBy);
  expect(run.verdict).toBe('fail');
}

test.concurrent.each(wrong.filter(([name]) => !takesTime(name)))('%s is caught', isCaught);

// On a machine that is starved at the moment nobody can tell whether a client is slow.
test.concurrent.each(wrong.filter(([name]) => takesTime(name)))(
  '%s is caught as soon as the machine is quiet enough',
  { retry: 5 },
  isCaught,
);
