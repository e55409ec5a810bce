import { join } from 'node:path';
import { startProvider } from '../../mock-provider/index.ts';
import { judge, type Judgement } from '../check/judge.ts';
import type { HistoryEvent } from '../model/event.ts';
import { History } from '../model/history.ts';
import type { StartOptions } from '../model/target.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { loadScenarios } from '../plan/load-scenarios.ts';
import { planScenario } from '../plan/plan-scenario.ts';
import { referenceTarget } from '../reference-clients/reference-target.ts';
import { Recorder } from '../run/recorder.ts';
import { runScenario } from '../run/run-scenario.ts';
import { betterClients, type BetterClientName } from './better-clients/index.ts';
import { vocabulary } from './vocabulary.ts';
import { wrongClients, type WrongClientName } from './wrong-clients/index.ts';

/** Every scenario of this repository. */
const allScenarios = (): Promise<readonly DefinedScenario[]> =>
  loadScenarios(join(import.meta.dirname, '../../scenarios'));

/**
 * The scenarios that can run against a client with a single process, without database server and
 * workers.
 */
export async function scenariosForReferenceClients(): Promise<readonly DefinedScenario[]> {
  await using client = await referenceTarget().start(NOWHERE);
  return (await allScenarios()).filter((scenario) =>
    planScenario(scenario, { seed: 1, catalog: vocabulary }).requires.every((capability) =>
      client.capabilities.has(capability),
    ),
  );
}

export interface JudgedRun extends Judgement {
  readonly violated: readonly string[];
  readonly history: History;
}

/** A reference client needs neither folder nor addresses to start. */
const NOWHERE: StartOptions = {
  directory: '',
  onProcess: () => {},
  provider: { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' },
  signal: new AbortController().signal,
};

/** Every reference client that makes a mistake or does more than it must, by name. */
const others = { ...wrongClients, ...betterClients };

let runs = 0;

/**
 * Runs one scenario against a reference client on a provider of its own, and judges the history.
 */
export async function judgeScenario(
  name: WrongClientName | BetterClientName | 'correct',
  scenario: DefinedScenario,
  executionDeadlineMs = 25_000,
): Promise<JudgedRun> {
  runs += 1;
  const { signal } = NOWHERE;
  await using provider = await startProvider();
  const target =
    name === 'correct' ? referenceTarget() : referenceTarget(name, others[name].create);
  await using client = await target.start(NOWHERE);
  const events: HistoryEvent[] = [];
  const planned = planScenario(scenario, { seed: 1, catalog: vocabulary });
  await runScenario({
    planned,
    client,
    provider,
    recorder: new Recorder((event) => events.push(event)),
    target: target.id,
    clientName: target.info.clientName,
    label: `self-test ${runs}`,
    signal,
    executionDeadlineMs,
  });
  const history = new History(events);
  const judgement = judge(history);
  return {
    ...judgement,
    history,
    violated: judgement.findings
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ checker }) => checker),
  };
}
