import { startProvider, type Provider } from '../../mock-provider/index.ts';
import { judge, type Judgement } from '../check/judge.ts';
import { isOfMachine } from '../check/views/machine-starved.ts';
import type { HistoryEvent } from '../model/event.ts';
import { History } from '../model/history.ts';
import type { StartOptions, Target } from '../model/target.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { DEFAULT_SUITE } from '../plan/load-suites.ts';
import { planScenario } from '../plan/plan-scenario.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { referenceTarget } from '../reference-clients/reference-target.ts';
import { Recorder } from '../run/recorder.ts';
import { runScenario } from '../run/run-scenario.ts';
import { betterClients, type BetterClientName } from './better-clients/index.ts';
import { allScenarios, scenariosOfSuite } from './suites.ts';
import { vocabulary } from './vocabulary.ts';
import { wrongClients, type WrongClientName } from './wrong-clients/index.ts';

/** The suite that clients are tried on; `full` takes many times as long. */
const SUITE = process.env['OAUTH_CHAOS_SELF_TEST'] ?? DEFAULT_SUITE;

/**
 * The scenarios that can run against a client with a single process, without database server and
 * workers.
 */
export const scenariosForReferenceClients = (suite = SUITE): Promise<readonly DefinedScenario[]> =>
  scenariosFor(referenceTarget(), suite);

/** @throws Error when there is no scenario of that name */
export async function scenarioNamed(name: string): Promise<DefinedScenario> {
  const found = (await allScenarios()).find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`There is no scenario ${name}.`);
  return found;
}

/** The scenarios of a suite that can run on a target. */
export async function scenariosFor(
  target: Target,
  suite = SUITE,
): Promise<readonly DefinedScenario[]> {
  await using client = await target.start(NOWHERE);
  return (await scenariosOfSuite(suite)).filter((scenario) =>
    planOf(scenario).requires.every((capability) => client.capabilities.has(capability)),
  );
}

const plans = new WeakMap<DefinedScenario, PlannedScenario>();

/** The plan of a scenario. It is made once, for all the clients that carry it out. */
function planOf(scenario: DefinedScenario): PlannedScenario {
  const known = plans.get(scenario);
  if (known !== undefined) return known;
  const planned = planScenario(scenario, { seed: 1, catalog: vocabulary });
  plans.set(scenario, planned);
  return planned;
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

/** The one that tests share closes by itself after them, and can be had in a test only. */
async function commonProvider(): Promise<Provider> {
  if (process.env['VITEST'] === undefined) return (outsideTests ??= startProvider());
  const { sharedProvider } = await import('./shared-provider.ts');
  return sharedProvider();
}

let outsideTests: Promise<Provider> | undefined;

/** Closes what runs outside of tests have used. */
export async function closeCommonProvider(): Promise<void> {
  await (await outsideTests)?.close();
}

let runs = 0;

/**
 * Runs one scenario against a reference client on a realm of its own, and judges the history.
 * @param most how often, while the machine is too slow to tell how quick the client is
 */
export async function judgeScenario(
  name: WrongClientName | BetterClientName | 'correct',
  scenario: DefinedScenario,
  executionDeadlineMs = 25_000,
  most = TRIES,
): Promise<JudgedRun> {
  const target =
    name === 'correct' ? referenceTarget() : referenceTarget(name, others[name].create);
  for (let tries = 1; ; tries += 1) {
    const run = await judgeOn(target, scenario, executionDeadlineMs);
    if (tries === most || !run.findings.some(isOfMachine)) return run;
  }
}

/** A run in which the machine was too slow to tell how quick the client is has to be repeated. */
const TRIES = 3;

/** Runs one scenario on a target of its own, and judges the history. */
export const judgeOn = (
  target: Target,
  scenario: DefinedScenario,
  executionDeadlineMs: number,
): Promise<JudgedRun> => judgePlan(target, planOf(scenario), executionDeadlineMs);

/** Carries one plan out on a target of its own, and judges the history. */
export async function judgePlan(
  target: Target,
  planned: PlannedScenario,
  executionDeadlineMs: number,
): Promise<JudgedRun> {
  runs += 1;
  const { signal } = NOWHERE;
  const events: HistoryEvent[] = [];
  const recorder = new Recorder((event) => events.push(event));
  let isRecording = false;
  await using client = await target.start({
    ...NOWHERE,
    // The head comes first in a history, so what happens before is not part of it.
    onProcess: (event) => isRecording && recorder.add({ type: 'process', ...event }),
  });
  const { system } = client;
  // Who holds a connection is asked of the one system whose processes may hold it.
  await using own =
    system && (await startProvider({ identifyPeer: (peer) => system.senderOf(peer) }));
  isRecording = true;
  await runScenario({
    planned,
    client,
    provider: own ?? (await commonProvider()),
    recorder,
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
