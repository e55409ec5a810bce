import { test } from 'vitest';
import {
  betterClients,
  type BetterClient,
  type BetterClientName,
} from '../better-clients/index.ts';
import { judgeScenario, scenariosForReferenceClients } from '../judge-scenario.ts';
import { expectPass } from './expect-pass.ts';

const scenarios = await scenariosForReferenceClients();
const pairs = Object.entries<BetterClient>(betterClients).flatMap(([name, { notAtGates }]) =>
  scenarios
    .filter(
      ({ plan }) => notAtGates === undefined || !plan.some((step) => step.do === 'rendezvous'),
    )
    .map((scenario) => [name, scenario.name, scenario] as const),
);

/**
 * A client that does more than it must passes every scenario it can take part in: nothing in an
 * expectation or in a checker may demand the failures of a simpler client.
 */
test.concurrent.each(pairs)('the better client %s passes %s', async (name, _, scenario) => {
  expectPass(await judgeScenario(name as BetterClientName, scenario));
});
