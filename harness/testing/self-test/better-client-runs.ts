import pMap from 'p-map';
import type { Duration } from '../../../mock-provider/index.ts';
import type { History } from '../../model/history.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import {
  betterClients,
  type BetterClient,
  type BetterClientName,
} from '../better-clients/index.ts';
import { hurried } from '../hurried.ts';
import { judgeScenario, scenariosForReferenceClients } from '../judge-scenario.ts';
import { expectPass } from './expect-pass.ts';

/**
 * A scenario whose provider is so slow that only a client with too little patience tells it from
 * one that answers a little sooner, and how much sooner it answers here.
 */
const PATIENCE_TAKEN_FOR_GRANTED: Readonly<Record<string, number>> = {
  'outage/token-endpoint-slow': 10,
};

type Run = readonly [BetterClientName, string, DefinedScenario];

/** The theme of a scenario: `rotation` of `rotation/grace`. */
export const theme = (scenario: string): string => scenario.split('/')[0] ?? '';

/** True for a step that holds a call until another one has overtaken it. */
const waitsForAnother = (step: DefinedScenario['plan'][number]): boolean =>
  step.do === 'inject' && 'untilAnother' in (step.options ?? {});

/** The same scenario with gates that give up sooner, which leaves executions more time. */
const withGates = (scenario: DefinedScenario, within: Duration | undefined): DefinedScenario =>
  within === undefined
    ? scenario
    : {
        ...scenario,
        plan: scenario.plan.map((step) => (step.do === 'rendezvous' ? { ...step, within } : step)),
      };

/**
 * The correct client's run of a part of the scenarios, and every better client in each scenario
 * that can tell anything about it. A file of tests has one processor, so the parts are in files of
 * their own.
 */
export async function betterClientRuns(part: 1 | 2): Promise<readonly Run[]> {
  const scenarios = (await scenariosForReferenceClients()).filter((_, at) => at % 2 === part - 1);
  const runs = await pMap(
    scenarios,
    async (scenario) => {
      const { history } = await judgeScenario('correct', scenario);
      return Object.entries<BetterClient>(betterClients)
        .filter(([, client]) => tellsOf(client, scenario, history))
        .map(([name, { heldFor }]): Run => [
          name as BetterClientName,
          scenario.name,
          withGates(scenario, heldFor),
        ]);
    },
    { concurrency: AT_ONCE },
  );
  return runs.flat();
}

/** How many runs of the correct client share a processor; they mostly wait. */
const AT_ONCE = 16;

/** True when a better client can take part in a scenario, and does anything of its own there. */
const tellsOf = (
  { actsWhen, notAtGates, notOvertaken, themes }: BetterClient,
  scenario: DefinedScenario,
  run: History,
): boolean =>
  (themes === undefined || themes.includes(theme(scenario.name))) &&
  (notAtGates === undefined || !scenario.plan.some(({ do: step }) => step === 'rendezvous')) &&
  (notOvertaken === undefined || !scenario.plan.some(waitsForAnother)) &&
  (actsWhen === undefined || actsWhen(run));

/**
 * A client that does more than it must passes every scenario it can take part in: nothing in an
 * expectation or in a checker may demand the failures of a simpler client.
 */
export async function passes(name: BetterClientName, _: string, scenario: DefinedScenario) {
  const factor = PATIENCE_TAKEN_FOR_GRANTED[scenario.name];
  expectPass(
    await judgeScenario(name, factor === undefined ? scenario : hurried(scenario, factor)),
  );
}
