import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { digestOf, type FaultDefinition, type Provider } from '../../mock-provider/index.ts';
import type { ClientUnderTest } from '../model/client.ts';
import { HarnessError } from '../model/error.ts';
import type { CredentialSpec } from '../model/scenario.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { realmPolicy } from '../plan/realm-policy.ts';
import { AcceptedWork } from './accepted-work.ts';
import { ClientStopped } from './client-stopped.ts';
import type { Course } from './course.ts';
import { executionDeadlineMs } from './execution-deadline.ts';
import { finishExecutions } from './holds/begin-executions.ts';
import { probeLog, recordLogSearch } from './probes/probe-log.ts';
import { probeRows } from './probes/probe-rows.ts';
import { searchForms } from './probes/search-forms.ts';
import { markStore, searchStore } from './probes/search-store.ts';
import { probeWhenQuiet } from './probes/settle.ts';
import { watchLocks } from './probes/watch-locks.ts';
import { recordEvent } from './record-event.ts';
import type { Recorder } from './recorder.ts';
import { recover } from './recover.ts';
import { errorText } from './redact.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { setUp, tearDown } from './set-up.ts';
import { heal, HEAL_WITHIN_MS } from './steps/heal.ts';
import { runStep } from './steps/run-step.ts';
import { Traffic } from './traffic.ts';
import { withTimeout } from './with-timeout.ts';
import { recordReady } from './witnesses/ready.ts';
import type { Sinks } from './witnesses/sinks.ts';
import { awaitLastWords, watchSinks } from './witnesses/watch-sinks.ts';

export interface RunScenarioOptions {
  readonly planned: PlannedScenario;
  readonly client: ClientUnderTest;
  readonly provider: Provider;
  /** Faults of the user's own, which the plan may inject. */
  readonly ownFaults?: readonly FaultDefinition[] | undefined;
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
  readonly course?: Course | undefined;
  readonly keepScreenshot?: ScenarioRun['keepScreenshot'];
  /** Where n8n sends what monitoring gets; without them that is not looked at. */
  readonly sinks?: Sinks | undefined;
  readonly say?: (doing: string) => void;
  /** Called with 1 when the run begins to do nothing but wait, and with -1 when this ends. */
  readonly onWaiting?: (change: 1 | -1) => void;
}

/** How long a client may take to come to rest, after its plan and at the end of the run. */
const QUIET_AFTER_PLAN_MS = 1_000;
const QUIET_AT_END_MS = 3_000;
/** Time limit for the search for secrets after a run that could not go on. */
const SEARCH_WITHIN_MS = 10_000;
/** A client that is healed by a start of one of its processes. */
const START_WITHIN_MS = 180_000;

let realms = 0;

function prepare(options: RunScenarioOptions): ScenarioRun {
  const { planned, client, provider, recorder, signal, label } = options;
  realms += 1;
  const realm = provider.createRealm(
    `${planned.scenario.name.replaceAll('/', '.').slice(0, 100)}-${realms}-${randomBytes(3).toString('hex')}`,
    realmPolicy(planned.scenario.realm ?? {}),
    { seed: planned.seed, ownFaults: options.ownFaults ?? [] },
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
    executionDeadlineMs: options.executionDeadlineMs ?? executionDeadlineMs(planned.scenario),
    say: options.say ?? (() => {}),
    onWaiting: options.onWaiting ?? (() => {}),
    keepScreenshot: options.keepScreenshot,
    sinks: options.sinks,
    failures: new Map(),
    registered: new Map(),
    credentialIds: new Map(),
    deletedIds: new Map(),
    workflows: new Map(),
    targetFaults: [],
    beginning: [],
    begunConnects: new Map(),
    pendingGates: [],
    holds: [],
    begun: [],
    traffic: new Traffic(),
    onSuccess: new Set(),
    executing: 0,
    steadyMs: 0,
    phase: 'steady',
    step: 0,
    executions: 0,
    screenshots: 0,
    work: new AcceptedWork(),
    exchanges: 0,
    targetFaultsBegun: 0,
    mainWorks: false,
  };
}

function recordHead(
  run: ScenarioRun,
  { target, clientName }: Pick<RunScenarioOptions, 'target' | 'clientName'>,
): void {
  const { scenario, seed, steps, words, credentials, expect, ladder } = run.planned;
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
    ...(ladder === undefined ? {} : { ladder }),
    capabilities: [...run.client.capabilities],
    credentials: Object.fromEntries(
      Object.entries(credentials).map(([name, spec]) => [name, credentialInfo(spec)]),
    ),
  });
  run.recorder.add({ type: 'phase', phase: run.phase });
}

/** What a checker needs to know of a credential. */
const credentialInfo = ({
  grant,
  scope,
  authentication,
  client,
  tenants,
  ignoreSslIssues,
  authorizationParameters,
  bodyParameters,
}: Required<CredentialSpec>) => ({
  grant,
  scope,
  authentication,
  client,
  tenants,
  ignoreSslIssues,
  parameters: { authorization: digests(authorizationParameters), token: digests(bodyParameters) },
});

const digests = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, digestOf(value)]));

async function markLog(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('log')) return;
  run.logMark = (await run.client.readLog('end')).mark;
}

function requireAlive(run: ScenarioRun): void {
  if (!run.client.alive) throw new ClientStopped('client-ended');
}

async function runSteps(run: ScenarioRun): Promise<void> {
  for (const [index, step] of run.planned.steps.entries()) {
    await runStep(run, step, index);
    requireAlive(run);
  }
}

async function runPlan(run: ScenarioRun, course: Course | undefined): Promise<void> {
  await (course === undefined ? runSteps(run) : course.carryOut(run));
  await finishExecutions(run);
  run.onWaiting(1);
  await Promise.all(run.pendingGates).finally(() => run.onWaiting(-1));
  await probeWhenQuiet(run, QUIET_AFTER_PLAN_MS);
  await probeLog(run);
}

async function wrapUp(run: ScenarioRun, historyFile: string | undefined): Promise<void> {
  await awaitLastWords(run);
  await probeLog(run);
  recordLogSearch(run);
  await searchStore(run);
  await searchForms(run);
  await probeRows(run);
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
 * nothing. Every failure of the harness on the way becomes an event of the history
 * (`harness-error`). When the client under test cannot go on, the run stops, and its last event
 * says why.
 * @throws the signal's reason when the run was aborted; HarnessError `storage-failed` when the
 * history cannot be written
 */
export async function runScenario(options: RunScenarioOptions): Promise<void> {
  const run = prepare(options);
  const { recorder, realm } = run;
  const stopListening = realm.listen((event) => {
    run.traffic.note(event);
    for (const kept of options.course?.admit(event) ?? [event]) recordEvent(run, kept);
  });
  const stopHearing = watchSinks(run);
  let stopWatching = async (): Promise<void> => undefined;
  try {
    recordHead(run, options);
    await recordReady(run);
    await markLog(run);
    await markStore(run);
    await setUp(run);
    stopWatching = await watchLocks(run);
    await runPlan(run, options.course);
    await recover(run);
    requireAlive(run);
    await heal(run, { all: true }, 'end');
    await probeWhenQuiet(run, QUIET_AT_END_MS);
    await wrapUp(run, options.historyFile);
    recorder.add({ type: 'end', reason: 'completed' });
  } catch (cause) {
    await endEarly(run, cause, options.historyFile);
  } finally {
    stopListening();
    stopHearing();
    await stopWatching();
    recorder.close();
    await tearDown(run);
    options.provider.dropRealm(realm.name);
  }
}

/**
 * Ends a run that did not come to the end of its plan: heals what is in force and searches for
 * secrets, because a client that fails may well leak.
 */
async function endEarly(
  run: ScenarioRun,
  cause: unknown,
  historyFile: string | undefined,
): Promise<void> {
  const { recorder, signal } = run;
  const stopped = stopOf(run, cause);
  if (!signal.aborted && stopped === undefined) recorder.add(harnessError(run, cause));
  for (const hold of run.holds.splice(0)) hold.release('end');
  // Healing gets a time limit instead of the run's own signal: even after an abort of this run, the
  // next scenario on this client needs a client without faults. A process that was killed may have
  // to start for it, which takes long on a busy machine; who interrupts does not wait for that.
  await withTimeout(signal.aborted ? HEAL_WITHIN_MS : START_WITHIN_MS, (limit) =>
    heal(run, { all: true }, 'end', limit),
  ).catch((failure: unknown) => recorder.add(harnessError(run, failure)));
  if (!signal.aborted)
    await withTimeout(SEARCH_WITHIN_MS, () => wrapUp(run, historyFile)).catch(() => undefined);
  recorder.add(
    signal.aborted || stopped === undefined
      ? { type: 'end', reason: 'aborted' }
      : { type: 'end', reason: 'stopped', because: stopped },
  );
  // A search that was not done in time goes on, and must not add to a history that has ended.
  recorder.close();
  signal.throwIfAborted();
}

/**
 * Why the client could not go on; undefined when the harness could not. When the client has ended,
 * its end is the real reason, and any other error only showed it.
 */
function stopOf(run: ScenarioRun, cause: unknown): ClientStopped['because'] | undefined {
  if (!run.client.alive) return 'client-ended';
  return cause instanceof ClientStopped ? cause.because : undefined;
}

const harnessError = (run: ScenarioRun, cause: unknown) =>
  ({
    type: 'harness-error',
    code: cause instanceof HarnessError ? cause.code : 'unexpected',
    message: errorText(run, cause),
  }) as const;
