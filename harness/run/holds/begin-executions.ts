import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioRun } from '../scenario-run.ts';
import { executeWorkflow } from '../steps/execute-workflow.ts';
import type { Begun } from './begun.ts';

/** How long the plan waits for an exchange to be held, as a share of an execution's time. */
const MET_WITHIN = 0.5;

/**
 * How long an execution may take until the provider has answered a call of it. A client that holds
 * its calls back while it refreshes does well, and the plan goes on without them.
 */
const CALLED_WITHIN_MS = 3_000;

/**
 * The same in executions of the steady state: on a slow machine the others come as late, and a plan
 * that has gone on without them never has two at a time.
 */
const CALLED_WITHIN = 3;

/**
 * Begins executions of a workflow. Resolves when one of their exchanges is held, as the plan wants
 * it; with nothing to wait for when each of them has had an answer of the API, or has ended.
 */
export async function beginExecutions(
  run: ScenarioRun,
  workflow: string,
  times: number,
): Promise<void> {
  const before = run.executions;
  const answered = answeredCalls(run);
  const begun = Array.from({ length: times }, (): Begun => {
    const works = executeWorkflow(run, workflow);
    // Nobody waits for it before the plan does, and an aborted run never does.
    works.catch(() => undefined);
    return { workflow, works };
  });
  run.begun.push(...begun);
  const keys = begun.map((_, index) => `e${before + index + 1}`);
  const ends = begun.map(({ works }) => works.catch(() => false));
  const waiting = run.holds.filter(({ isMet }) => !isMet);
  const settled =
    waiting.length > 0
      ? [...waiting.map(({ met }) => met), Promise.all(ends)]
      : [Promise.all(ends.map((end, at) => Promise.race([end, answered.first(keys[at] ?? '')])))];
  const metWithinMs = run.executionDeadlineMs * MET_WITHIN;
  const calledWithinMs = Math.max(CALLED_WITHIN_MS, run.steadyMs * CALLED_WITHIN);
  const withinMs = waiting.length > 0 ? metWithinMs : Math.min(metWithinMs, calledWithinMs);
  const stop = new AbortController();
  await Promise.race([
    ...settled,
    delay(withinMs, undefined, { signal: AbortSignal.any([run.signal, stop.signal]) }),
  ]).finally(() => {
    stop.abort();
    answered.stop();
  });
}

/** Tells when an execution has had the first answer to one of its calls. */
function answeredCalls(run: ScenarioRun) {
  const keyOf = new Map<number, string>();
  const waiting = new Map<string, () => void>();
  const stop = run.realm.listen((event) => {
    if (event.type === 'request' && event.item !== undefined)
      keyOf.set(event.exchange, event.item.split('.')[0] ?? '');
    if (event.type === 'reply') waiting.get(keyOf.get(event.exchange) ?? '')?.();
  });
  return {
    stop,
    first: (key: string): Promise<void> => new Promise((resolve) => void waiting.set(key, resolve)),
  };
}

/**
 * Waits until everything that the plan has begun has ended. Whether the main workflow works is for
 * its own executions to say.
 * @throws the failure of an execution that the client could not even try
 */
export async function finishExecutions(run: ScenarioRun): Promise<void> {
  const begun = run.begun.splice(0);
  if (begun.length === 0) return;
  run.onWaiting(1);
  const ended = await Promise.all(
    begun.map(async ({ workflow = '', works }) => ({ workflow, works: await works })),
  ).finally(() => run.onWaiting(-1));
  const ofMain = ended.filter(({ workflow }) => workflow === 'main');
  if (ofMain.length > 0) run.mainWorks = ofMain.every(({ works }) => works);
}
