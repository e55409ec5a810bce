import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { settingsPolicy, toMs, type Provider } from '../../mock-provider/index.ts';
import type { ClientUnderTest } from '../model/client.ts';
import { HarnessError } from '../model/error.ts';
import type { HistoryEventBody } from '../model/event.ts';
import type { Scenario } from '../model/scenario.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { historyEvent } from './history-event.ts';
import { probeCredentials } from './probes/probe-credentials.ts';
import { probeLog, recordLogSearch } from './probes/probe-log.ts';
import { watchLocks } from './probes/watch-locks.ts';
import type { Recorder } from './recorder.ts';
import { recover } from './recover.ts';
import { errorText } from './redact.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { setUp, tearDown } from './set-up.ts';
import { heal, HEAL_WITHIN_MS } from './steps/heal.ts';
import { runStep } from './steps/run-step.ts';
import { withTimeout } from './with-timeout.ts';

export interface RunScenarioOptions {
  readonly planned: PlannedScenario;
  readonly client: ClientUnderTest;
  readonly provider: Provider;
  readonly recorder: Recorder;
  /** Id of the target, for the history. */
  readonly target: string;
  /** Name of the client for use in sentences, for the history. */
  readonly clientName: string;
  /** Unique among all scenario runs on this client. */
  readonly label: string;
  readonly signal: AbortSignal;
  /**
   * File that contains the recorded events, for the leak scan; undefined when they are only in
   * memory.
   */
  readonly historyFile?: string;
  readonly executionDeadlineMs?: number;
  readonly say?: (doing: string) => void;
  /** Called with 1 when the run begins to do nothing but wait, and with -1 when this ends. */
  readonly onWaiting?: (change: 1 | -1) => void;
}

const EXECUTION_DEADLINE_MS = 60_000;
const deadlineOf = ({ executionDeadline }: Scenario): number =>
  executionDeadline === undefined ? EXECUTION_DEADLINE_MS : toMs(executionDeadline);

let realms = 0;

function prepare(options: RunScenarioOptions): ScenarioRun {
  const { planned, client, provider, recorder, signal, label } = options;
  realms += 1;
  const realm = provider.createRealm(
    `${planned.scenario.name.replaceAll('/', '.').slice(0, 100)}-${realms}-${randomBytes(3).toString('hex')}`,
    settingsPolicy(planned.scenario.realm ?? {}),
    { seed: planned.seed },
  );
  return {
    planned,
    client,
    realm,
    recorder,
    signal,
    label,
    logMark: {},
    logSearched: { characters: 0, leaks: new Set() },
    executionDeadlineMs: options.executionDeadlineMs ?? deadlineOf(planned.scenario),
    say: options.say ?? (() => {}),
    onWaiting: options.onWaiting ?? (() => {}),
    registered: new Map(),
    credentialIds: new Map(),
    workflows: new Map(),
    targetFaults: [],
    pendingGates: [],
    digestKey: randomBytes(32),
    phase: 'steady',
    executions: 0,
    targetFaultsBegun: 0,
    mainWorks: false,
  };
}

function recordHead(
  run: ScenarioRun,
  { target, clientName }: Pick<RunScenarioOptions, 'target' | 'clientName'>,
): void {
  const { scenario, seed, steps, words, credentials, expect } = run.planned;
  run.recorder.add({
    type: 'scenario',
    schemaVersion: 2,
    scenario,
    target,
    clientName,
    seed,
    steps,
    words,
    expect,
    capabilities: [...run.client.capabilities],
    credentials: Object.fromEntries(
      Object.entries(credentials).map(([name, spec]) => [name, { ...spec }]),
    ),
  });
  run.recorder.add({ type: 'phase', phase: run.phase });
}

async function markLog(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('log')) return;
  run.logMark = (await run.client.readLog('end')).mark;
}

function requireAlive(run: ScenarioRun, doing: string): void {
  if (!run.client.alive)
    throw new HarnessError('target-died', `Could not ${doing}: the client under test has ended.`);
}

async function runPlan(run: ScenarioRun): Promise<void> {
  for (const [index, step] of run.planned.steps.entries()) {
    await runStep(run, step, index);
    requireAlive(run, 'go on with the plan');
  }
  run.onWaiting(1);
  await Promise.all(run.pendingGates).finally(() => run.onWaiting(-1));
  await probeCredentials(run);
  await probeLog(run);
}

async function wrapUp(run: ScenarioRun, historyFile: string | undefined): Promise<void> {
  await probeLog(run);
  recordLogSearch(run);
  if (historyFile === undefined) return;
  const history = await readFile(historyFile, 'utf8');
  run.recorder.add({
    type: 'leak-scan',
    place: 'history',
    characters: history.length,
    leaks: run.realm.findSecrets(history),
  });
}

/**
 * Runs one planned scenario against a client and a new realm, and records everything. It judges
 * nothing. Every failure on the way becomes an event of the history (`harness-error`).
 * @throws the signal's reason when the run was aborted; HarnessError `storage-failed` when the
 * history cannot be written
 */
export async function runScenario(options: RunScenarioOptions): Promise<void> {
  const run = prepare(options);
  const { recorder, realm } = run;
  const stopListening = realm.listen((event) => recorder.add(historyEvent(event)));
  let stopWatching = async (): Promise<void> => undefined;
  try {
    recordHead(run, options);
    await markLog(run);
    await setUp(run);
    stopWatching = await watchLocks(run);
    await runPlan(run);
    await recover(run);
    requireAlive(run, 'see the recovery through');
    await heal(run, { all: true }, 'end');
    await wrapUp(run, options.historyFile);
    recorder.add({ type: 'end', reason: 'completed' });
  } catch (cause) {
    await fail(run, cause);
  } finally {
    stopListening();
    await stopWatching();
    recorder.close();
    await tearDown(run);
    options.provider.dropRealm(realm.name);
  }
}

async function fail(run: ScenarioRun, cause: unknown): Promise<void> {
  const { recorder, signal } = run;
  if (!signal.aborted) recorder.add(harnessError(run, cause));
  // Healing gets a time limit instead of the run's own signal: even after an abort of this run, the
  // next scenario on this client needs a client without faults.
  await withTimeout(HEAL_WITHIN_MS, (limit) => heal(run, { all: true }, 'end', limit)).catch(
    (failure: unknown) => recorder.add(harnessError(run, failure)),
  );
  recorder.add({ type: 'end', reason: 'aborted' });
  signal.throwIfAborted();
}

/** When the client has ended, its end is the real reason, and this error only showed it. */
function harnessError(run: ScenarioRun, cause: unknown): HistoryEventBody {
  const message = errorText(run, cause);
  const code = cause instanceof HarnessError ? cause.code : 'unexpected';
  if (run.client.alive || code === 'target-died') return { type: 'harness-error', code, message };
  return {
    type: 'harness-error',
    code: 'target-died',
    message: `Could not go on: the client under test has ended (${message.replace(/\.$/, '')}).`,
  };
}
