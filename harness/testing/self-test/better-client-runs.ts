import type { Duration } from '../../../mock-provider/index.ts';
import type { History } from '../../model/history.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import {
  betterClients,
  type BetterClient,
  type BetterClientName,
} from '../better-clients/index.ts';
import { hurried } from '../hurried.ts';
import { judgeScenario } from '../judge-scenario.ts';
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

/** Every better client in a scenario about which the correct client's run there tells anything. */
export const betterClientRuns = (scenario: DefinedScenario, run: History): readonly Run[] =>
  Object.entries<BetterClient>(betterClients)
    .filter(([, client]) => tellsOf(client, scenario, run))
    .map(([name, { heldFor }]) => [
      name as BetterClientName,
      scenario.name,
      withGates(scenario, heldFor),
    ]);

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
