import { consoleUrl } from '../../mock-provider/index.ts';
import { baselineOn } from '../model/baseline.ts';
import type { Results, ScenarioResult, Stopped } from '../model/results.ts';
import type { Target } from '../model/target.ts';
import { Activity } from './activity.ts';
import { Deaths } from './deaths.ts';
import { openProvider } from './open-provider.ts';
import { planOf, withBaseline } from './plan-of.ts';
import { rehearseOwn } from './rehearse-own.ts';
import { runOne, type Attempt, type TargetSession } from './run-one.ts';
import { Slots } from './slots.ts';
import { Starved } from './starved.ts';
import { stoppedBy } from './stopped-by.ts';
import type { SuiteOptions } from './suite-options.ts';
import { Supervisor } from './supervisor.ts';

/** True for an unexpected failure, at which `--bail` stops the run. */
const isUnexpectedFailure = (result: ScenarioResult): boolean =>
  result.verdict === 'fail' && result.known === undefined;

class Bail extends Error {}

/**
 * The error that came first. An error while stopping the target or the provider comes later and
 * must not hide it. (Node 22 has no `SuppressedError` to compare with.)
 */
const firstError = (cause: unknown): unknown =>
  cause instanceof Error && 'suppressed' in cause ? firstError(cause.suppressed) : cause;

/**
 * Runs attempts from a shared queue until the queue is empty, the run is interrupted, or an attempt
 * throws.
 */
async function drain(
  session: TargetSession,
  queue: Attempt[],
  { workers, slots }: { readonly workers: number; readonly slots: Slots },
  onResult: (result: ScenarioResult, attempt: Attempt) => void,
): Promise<void> {
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !failed; next = queue.shift()) {
      using _slots = await slots.take(next.planned.atOnce);
      // While this attempt waited, another one may have failed and ended the run.
      if (failed) return;
      session.options.signal.throwIfAborted();
      try {
        onResult(await runOne(session, next), next);
      } catch (cause) {
        failed = true;
        throw cause;
      }
    }
  };
  const ended = await Promise.allSettled(
    Array.from({ length: Math.max(1, Math.min(workers, queue.length)) }, worker),
  );
  const broken = ended.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}

interface TargetTimes {
  readonly bootMs: number;
  readonly busyMs: number;
  readonly waitingMs: number;
  readonly ownMs: number;
}

/** The callbacks by which a target's run reports to the suite. */
interface Watcher {
  readonly count: (result: ScenarioResult) => void;
  /** Called once, also when the run on the target was cut off. */
  readonly spent: (times: TargetTimes) => void;
}

async function runTarget(options: SuiteOptions, target: Target, watcher: Watcher): Promise<void> {
  const { store, onProgress, signal } = options;
  let known: Supervisor | undefined;
  await using opened = await openProvider(target, {
    console: options.console === true,
    senderOf: (peer) => known?.senderOf(peer),
  });
  const { provider, reach } = opened;
  if (provider.control !== undefined)
    onProgress({ kind: 'note', text: `Console ${consoleUrl(provider.control)}` });
  await using supervisor = new Supervisor(target, store.targetDirectory(target.id), reach, signal);
  known = supervisor;
  const activity = new Activity();
  using _spent = {
    [Symbol.dispose]: () => watcher.spent({ bootMs: supervisor.bootMs, ...activity.totals() }),
  };
  const named = options.baselineFor(target.info.n8n);
  const baseline = named && {
    ...named,
    baseline: baselineOn(named.baseline, target.info.topology),
  };
  onProgress({ kind: 'booting', target: target.id });
  const running = await supervisor.ensure();
  const info = withBaseline(running.info, baseline);
  store.addTarget(info);
  onProgress({ kind: 'ready', target: info, bootMs: supervisor.bootMs });

  const session: TargetSession = {
    options: await rehearseOwn(options, running, provider),
    provider,
    supervisor,
    activity,
    target: target.id,
    clientName: info.clientName,
    baseline,
  };
  const onResult = (result: ScenarioResult): void => {
    watcher.count(result);
    if (options.bail && isUnexpectedFailure(result)) throw new Bail();
  };
  await runAttempts(session, new Slots(running.slots), onResult);
}

/**
 * Runs every attempt on a target: side by side what can be, then what has to be alone, then once
 * more what a starved machine left undecided.
 */
async function runAttempts(
  session: TargetSession,
  slots: Slots,
  onResult: (result: ScenarioResult) => void,
): Promise<void> {
  const { scenarios, repeat, parallel, onProgress, store } = session.options;
  const attempts = Array.from({ length: repeat }, (_, index) =>
    scenarios.map((planned) => ({ planned, attempt: index + 1 })),
  ).flat();
  const deaths = new Deaths(parallel);
  const starved = new Starved();
  const postpone = (taken: boolean, { name, target, attempt }: ScenarioResult): boolean => {
    if (taken) onProgress({ kind: 'scenario-postponed', target, name, attempt });
    return taken;
  };
  const take = (result: ScenarioResult, attempt: Attempt): void => {
    if (!postpone(starved.note(result, attempt), result)) onResult(result);
  };
  await drain(
    session,
    attempts.filter(({ planned }) => !planned.exclusive),
    { workers: parallel, slots },
    (result, attempt) => postpone(deaths.note(result, attempt), result) || take(result, attempt),
  );
  const again = deaths.attempts();
  if (again.length > 0) onProgress({ kind: 'note', text: deaths.text() });
  await drain(session, again, { workers: 1, slots }, (result) => deaths.noteAlone(result));
  for (const result of deaths.results()) {
    store.finish(result);
    onResult(result);
  }
  await drain(
    session,
    attempts.filter(({ planned }) => planned.exclusive),
    { workers: 1, slots },
    take,
  );
  const undecided = starved.attempts();
  if (undecided.length > 0) onProgress({ kind: 'note', text: starved.text() });
  await drain(session, undecided, { workers: 1, slots }, onResult);
}

/** Why a suite ends before its planned end. */
function whyStopped(cause: unknown, signal: AbortSignal): Stopped {
  if (cause instanceof Bail)
    return {
      by: 'bail',
      message: 'The run stopped at the first unexpected failure.',
      exitCode: 1,
    };
  return stoppedBy(cause, signal);
}

/**
 * Runs every scenario against every target, one target after the other; judges and stores each
 * result as soon as it is there. Always completes the store, also when it rejects. Resolves to the
 * results. An interruption is recorded in the results and is not an error.
 * @throws HarnessError exit 75 when a target cannot be started; results so far are stored
 */
export async function runSuite(options: SuiteOptions): Promise<Results> {
  const { store, targets, scenarios, repeat, onProgress, signal } = options;
  const startedAt = performance.now();
  store.plan(planOf(options));
  const total = targets.length * scenarios.length * repeat;
  const times: TargetTimes[] = [];
  let done = 0;
  const count = (result: ScenarioResult): void => {
    done += 1;
    onProgress({ kind: 'scenario-end', result, done, total });
  };
  const timing = () => {
    const sum = (pick: (time: TargetTimes) => number): number =>
      Math.round(times.reduce((all, time) => all + pick(time), 0));
    const installMs = Math.round(targets.reduce((all, target) => all + target.installMs, 0));
    return {
      installMs,
      bootMs: sum((time) => time.bootMs),
      busyMs: sum((time) => time.busyMs),
      waitingMs: sum((time) => time.waitingMs),
      harnessMs: sum((time) => time.ownMs),
      wallMs: Math.round(performance.now() - startedAt) + installMs,
    };
  };
  try {
    for (const target of targets)
      await runTarget(options, target, { count, spent: (spent) => times.push(spent) });
    return store.end({ timing: timing() });
  } catch (thrown) {
    const cause = firstError(thrown);
    const stopped = whyStopped(cause, signal);
    const results = store.end({ timing: timing(), stopped });
    if (stopped.by === 'bail' || stopped.by === 'interruption') return results;
    throw cause;
  }
}
