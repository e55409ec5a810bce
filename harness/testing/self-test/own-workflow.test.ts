import { expect, test } from 'vitest';
import { planScenario } from '../../plan/plan-scenario.ts';
import { referenceTarget } from '../../reference-clients/reference-target.ts';
import { putInPlace } from '../../workflows/own/put-in-place.ts';
import { ownSample } from '../../workflows/own/testing/own-sample.ts';
import { judgePlan, scenarioNamed } from '../judge-scenario.ts';
import { vocabulary } from '../vocabulary.ts';
import { wrongClients, type WrongClientName } from '../wrong-clients/index.ts';

/** Runs a scenario with a workflow of the user's own, with two credentials and three calls. */
async function judged(name: WrongClientName | 'correct', scenario: string) {
  const planned = planScenario(await scenarioNamed(scenario), { seed: 1, catalog: vocabulary });
  const [plan] = putInPlace([planned], ownSample()).fitting;
  if (plan === undefined) throw new Error(`${scenario} does not fit.`);
  const target =
    name === 'correct' ? referenceTarget() : referenceTarget(name, wrongClients[name].create);
  return judgePlan(target, plan, 25_000);
}

test.concurrent.each([
  'control/expired-access-token',
  'rotation/second-expiry',
  'guide/refresh-token-revoked-reconnect',
  'blast-radius/family-revoked',
])('the correct client passes %s with an own workflow', async (scenario) => {
  const { verdict, violated, findings } = await judged('correct', scenario);
  expect({ verdict, violated }).toEqual({ verdict: 'pass', violated: [] });
  const accepted = findings.find(({ checker }) => checker === 'items-accepted-exactly-once');
  expect(accepted?.verdict).toBe('holds');
});

test.concurrent.each<readonly [WrongClientName, string]>([
  ['forgets-rotated-token', 'rotation/second-expiry'],
  ['saves-into-wrong-field', 'control/expired-access-token'],
  ['asks-for-more-scope', 'control/expired-access-token'],
])('%s is caught in %s with an own workflow', async (name, scenario) => {
  const { verdict, violated } = await judged(name, scenario);
  expect(verdict).toBe('fail');
  expect(violated).not.toEqual([]);
});
