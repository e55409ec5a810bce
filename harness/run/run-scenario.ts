import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Provider } from '../../mock-provider/index.ts';
import type { ClientUnderTest } from '../model/client.ts';
import { HarnessError } from '../model/error.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { heal } from './heal.ts';
import { probeCredentials } from './probe-credentials.ts';
import { probeLog, scanLog } from './probe-log.ts';
import { recover } from './recover.ts';
import type { Recorder } from './recorder.ts';
import { runStep } from './run-step.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { setUp, tearDown } from './set-up.ts';

export interface RunScenarioOptions {
  readonly planned: PlannedScenario;
  readonly client: ClientUnderTest;
  readonly provider: Provider;
  readonly recorder: Recorder;
  /** Id of the target, for the history. */
  readonly target: string;
  /** Unique among all scenario runs on this client. */
  readonly label: string;
  readonly signal: AbortSignal;
  /** Where the recorder's events lie as text, for the leak scan; undefined when they are kept in memory only. */
  readonly historyFile?: string;
  readonly executionDeadlineMs?: number;
  readonly say?: (doing: string) => void;
  /** Told when the run begins (1) and ends (-1) to do nothing but wait. */
  readonly onWaiting?: (change: 1 | -1) => void;
}

const EXECUTION_DEADLINE_MS = 60_000;
let realms = 0;

async function prepare(options: RunScenarioOptions): Promise<ScenarioRun> {
  const { planned, client, provider, recorder, signal, label } = options;
  realms += 1;
  const realm = provider.createRealm(`r${realms}-${randomBytes(3).toString('hex')}`, planned.scenario.realm, { seed: planned.seed });
  const logMark = client.capabilities.has('log') ? (await client.readLog(Number.MAX_SAFE_INTEGER)).endByte : 0;
  return {
    planned, client, realm, recorder, signal, label, logMark, logStart: logMark,
    executionDeadlineMs: options.executionDeadlineMs ?? EXECUTION_DEADLINE_MS,
    say: options.say ?? (() => {}),
    onWaiting: options.onWaiting ?? (() => {}),
    registered: new Map(), credentialIds: new Map(), workflows: new Map(), targetFaults: [], pendingGates: [],
    digestKey: randomBytes(32), phase: 'steady', executions: 0, mainWorks: false,
  };
}

function recordHead(run: ScenarioRun, target: string): void {
  const { scenario, seed, steps, credentials, expect } = run.planned;
  run.recorder.add({
    type: 'scenario', schemaVersion: 1, scenario, target, seed, steps, expect, capabilities: [...run.client.capabilities],
    credentials: Object.fromEntries(Object.entries(credentials).map(([name, { grant, scope }]) => [name, { grant, scope }])),
  });
  run.recorder.add({ type: 'phase', phase: run.phase });
}

async function runPlan(run: ScenarioRun): Promise<void> {
  for (const [index, step] of run.planned.steps.entries()) {
    await runStep(run, step, index);
    if (!run.client.alive) throw new HarnessError('target-died', 'Could not go on with the plan: the client under test has ended.');
  }
  await Promise.all(run.pendingGates);
  await probeCredentials(run);
  await probeLog(run);
}

async function wrapUp(run: ScenarioRun, historyFile: string | undefined): Promise<void> {
  await probeLog(run);
  await scanLog(run);
  if (historyFile !== undefined) run.recorder.add({ type: 'leak-scan', place: 'history', leaks: run.realm.findSecrets(await readFile(historyFile, 'utf8')) });
}

/**
 * Runs one planned scenario against a client and a fresh realm, and records everything. Judges nothing. Rejects only
 * when it was aborted; anything else that goes wrong is an event of the history (`harness-error`).
 */
export async function runScenario(options: RunScenarioOptions): Promise<void> {
  const run = await prepare(options);
  const { recorder, realm } = run;
  recordHead(run, options.target);
  const stopListening = realm.listen((event) => recorder.add(event.type === 'realm-clock' ? { type: 'clock', clock: event.clock, offsetMs: event.offsetMs } : event));
  try {
    await setUp(run);
    await runPlan(run);
    await recover(run);
    await heal(run, { all: true }, 'end');
    await wrapUp(run, options.historyFile);
    recorder.add({ type: 'end', reason: 'completed' });
  } catch (cause) {
    await fail(run, cause);
  } finally {
    stopListening();
    await tearDown(run);
    options.provider.dropRealm(realm.name);
    recorder.close();
  }
}

async function fail(run: ScenarioRun, cause: unknown): Promise<void> {
  if (!run.signal.aborted) {
    const message = cause instanceof Error ? cause.message : String(cause);
    run.recorder.add({ type: 'harness-error', code: cause instanceof HarnessError ? cause.code : 'unexpected', message: run.realm.findSecrets(message).length > 0 ? '[withheld: the message contains a secret]' : message });
  }
  if (run.client.alive) await heal(run, { all: true }, 'end').catch(() => {});
  run.recorder.add({ type: 'end', reason: 'aborted' });
  run.signal.throwIfAborted();
}
