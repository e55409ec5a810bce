import type { Provider } from '../../mock-provider/index.ts';
import { applyBaseline } from '../check/apply-baseline.ts';
import { judge } from '../check/judge.ts';
import { CAPABILITIES } from '../model/capability.ts';
import { HarnessError } from '../model/error.ts';
import type { HistoryEvent } from '../model/event.ts';
import { History } from '../model/history.ts';
import type { ScenarioResult } from '../model/results.ts';
import type { RunningTarget } from '../model/target.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { Recorder } from '../run/recorder.ts';
import { runScenario } from '../run/run-scenario.ts';
import type { Sinks } from '../run/witnesses/sinks.ts';
import { screenshotsOf } from '../store/screenshots-of.ts';
import type { Activity } from './activity.ts';
import { lackedFor } from './lacked-for.ts';
import type { NamedBaseline, SuiteOptions } from './suite-options.ts';
import type { Supervisor } from './supervisor.ts';

/** What all scenario runs on one target have in common. */
export interface TargetSession {
  readonly options: SuiteOptions;
  readonly provider: Provider;
  readonly supervisor: Supervisor;
  /** Where n8n sends what monitoring gets; undefined when nobody asked for that. */
  readonly sinks: Sinks | undefined;
  readonly activity: Activity;
  readonly target: string;
  readonly clientName: string;
  /** `elsewhere`: it is that of an older version. */
  readonly baseline: (NamedBaseline & { readonly elsewhere: boolean }) | undefined;
}

/** Told with 1 when a scenario begins to do nothing but wait, and with -1 when that ends. */
type OnWaiting = (change: 1 | -1) => void;

/** One run of a scenario. `attempt` counts the repetitions, from 1. */
export interface Attempt {
  readonly planned: PlannedScenario;
  readonly attempt: number;
  /** Once more, with no other scenario beside it: its history is kept beside the first one. */
  readonly alone?: true;
}

/** What is said of a target that cannot be exchanged at all. */
const NO_OLDER = { lacks: CAPABILITIES['other-version'] };

function skipped(
  session: TargetSession,
  { planned, attempt }: Attempt,
  lacks: readonly string[],
): ScenarioResult {
  const { scenario } = planned;
  return {
    name: scenario.name,
    title: scenario.title,
    target: session.target,
    attempt,
    verdict: 'skipped',
    outcome: 'skipped',
    summary: `Skipped: the target cannot ${lacks.join(' and ')}.`,
    recovery: { expected: scenario.expect.recovery, observed: 'unknown' },
    findings: [],
    executions: [],
    counts: { refreshes: 0, tokenRequests: 0, apiAccepted: 0, apiRefused: 0 },
    durationMs: 0,
  };
}

/**
 * Returns what to make of an error of a start: an older version that does not come up leaves what
 * begins on it undecided, and nothing else.
 * @throws the error, where it is the version under test that was to be started
 */
const notUp =
  (older: { readonly version: string } | undefined) =>
  (cause: unknown): undefined => {
    const isOfOlder =
      older !== undefined && cause instanceof HarnessError && cause.code === 'n8n-start-failed';
    if (!isOfOlder) throw cause;
  };

/** Stores and returns the result of a scenario whose older version did not come up. */
function notTried(session: TargetSession, attempt: Attempt, version: string): ScenarioResult {
  const result: ScenarioResult = {
    ...skipped(session, attempt, []),
    verdict: 'inconclusive',
    outcome: 'inconclusive',
    summary: `Not tried: n8n ${version}, on which it begins, did not start.`,
  };
  session.options.store.finish(result);
  return result;
}

/** Stores and returns the result of a scenario that the target cannot run. */
function skip(session: TargetSession, attempt: Attempt, lacks: readonly string[]): ScenarioResult {
  const result = skipped(session, attempt, lacks);
  session.options.store.finish(result);
  return result;
}

/**
 * A plan as it is written down. The nodes of the user's own workflow are left out: they are the
 * same in every scenario, and may be many megabytes.
 */
const forPlanFile = (planned: PlannedScenario): PlannedScenario => ({
  ...planned,
  workflows: Object.fromEntries(
    Object.entries(planned.workflows).map(([name, workflow]) => [
      name,
      workflow.plan.opaque === true
        ? {
            ...workflow,
            plan: { ...workflow.plan, n8n: { nodes: [], connections: {}, settings: {} } },
          }
        : workflow,
    ]),
  ),
});

/** Name of the client in sentences: also the version on which it began, if it is another one. */
const nameOf = ({ clientName }: TargetSession, { system }: RunningTarget): string =>
  system?.versions === undefined ? clientName : `${clientName} (begun as ${system.versions.older})`;

/** Runs the scenario and returns its history and the path of its file. */
async function record(
  session: TargetSession,
  client: RunningTarget,
  attempt: Attempt,
  onWaiting: OnWaiting,
): Promise<{ events: HistoryEvent[]; path: string; durationMs: number }> {
  const { store, onProgress, signal } = session.options;
  const { planned } = attempt;
  const key = { target: session.target, name: planned.scenario.name, attempt: attempt.attempt };
  store.writePlan(key, forPlanFile(planned));
  const file = store.openHistory({ ...key, alone: attempt.alone });
  const events: HistoryEvent[] = [];
  let running = 0;
  const executing = (change: 1 | -1): void => {
    running += change;
    session.activity.executing(change);
  };
  const recorder = new Recorder((event) => {
    events.push(event);
    file.append(event);
    if (event.type === 'execution-started') executing(1);
    if (event.type === 'execution') executing(-1);
  });
  const stopListening = session.supervisor.listen((event) =>
    recorder.add({ type: 'process', ...event }),
  );
  const startedAt = performance.now();
  try {
    await runScenario({
      planned,
      client,
      provider: session.provider,
      ownFaults: session.options.ownFaults,
      recorder,
      course: session.options.courseOf?.(planned),
      target: session.target,
      clientName: nameOf(session, client),
      signal,
      label: `${planned.scenario.name} ${attempt.attempt}`,
      historyFile: file.path,
      keepScreenshot: (name, png) =>
        store.keepScreenshot({ ...key, alone: attempt.alone }, name, png),
      sinks: session.sinks,
      say: (doing) => onProgress({ kind: 'scenario-step', ...key, doing }),
      onWaiting(change) {
        session.activity.waiting(change);
        onWaiting(change);
      },
    });
  } finally {
    // When the run was cut off, its running executions report no end. They are counted as ended
    // here.
    for (let left = running; left > 0; left -= 1) executing(-1);
    stopListening();
    file.close();
  }
  return { events, path: file.relativePath, durationMs: Math.round(performance.now() - startedAt) };
}

/**
 * Runs, judges and stores one scenario. Rejects when the run was interrupted or the target could
 * not be started.
 */
export async function runOne(
  session: TargetSession,
  attempt: Attempt,
  onWaiting: OnWaiting = () => {},
): Promise<ScenarioResult> {
  const { supervisor } = session;
  const { beginsOn, remembered } = attempt.planned;
  const older = beginsOn && (supervisor.older(beginsOn) ?? NO_OLDER);
  if (older !== undefined && 'lacks' in older) return skip(session, attempt, [older.lacks]);
  const first = await supervisor.ensure({ beginsOn }).catch(notUp(older));
  if (first === undefined) return notTried(session, attempt, older?.version ?? '');
  const lacks = await lackedFor(attempt.planned, first, session.options.signal);
  if (lacks.length > 0) return skip(session, attempt, lacks);
  const client = beginsOn === undefined ? await supervisor.ensure({ remembered }) : first;
  session.activity.running(1);
  try {
    return await runAndJudge(session, client, attempt, onWaiting);
  } finally {
    session.activity.running(-1);
  }
}

async function runAndJudge(
  session: TargetSession,
  client: RunningTarget,
  attempt: Attempt,
  onWaiting: OnWaiting,
): Promise<ScenarioResult> {
  const { store, onProgress } = session.options;
  const { scenario } = attempt.planned;
  onProgress({
    kind: 'scenario-start',
    target: session.target,
    name: scenario.name,
    attempt: attempt.attempt,
  });
  const { events, path, durationMs } = await record(session, client, attempt, onWaiting);
  const rules = { strict: session.options.strict === true };
  const judged: ScenarioResult = {
    name: scenario.name,
    title: scenario.title,
    target: session.target,
    attempt: attempt.attempt,
    ...judge(new History(events), { ...rules, ownCheckers: session.options.ownCheckers }),
    history: path,
    ...screenshotsOf(events, path),
    durationMs,
  };
  const result = applyBaseline(judged, session.baseline?.baseline, {
    ...rules,
    elsewhere: session.baseline?.elsewhere === true,
  });
  store.finish(result);
  return result;
}
