import type { Results, ScenarioResult, Stopped } from '../model/results.ts';
import type { RunStore } from '../store/run-store.ts';
import type { ActivityTotals } from './activity.ts';
import { joinedPlans } from './joined-plans.ts';
import { planOf } from './plan-of.ts';
import { runTarget } from './run-target.ts';
import { stoppedBy } from './stopped-by.ts';
import type { PartedSuite, SuitePart } from './suite-options.ts';

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
 * The store as one part of the run sees it: what it plans stands beside the plans of the others.
 */
function storesOf({ store, parts }: PartedSuite): readonly RunStore[] {
  const plans = parts.map(planOf);
  store.plan(joinedPlans(plans));
  return parts.map((_, index) => ({
    ...store,
    plan(next) {
      plans[index] = next;
      store.plan(joinedPlans(plans));
    },
  }));
}

const countOf = ({ targets, scenarios, repeat }: SuitePart): number =>
  targets.length * scenarios.length * repeat;

/**
 * Runs every scenario of each part against every target of it, one target after the other; judges
 * and stores each result as soon as it is there. Always completes the store, also when it rejects.
 * Resolves to the results. An interruption is recorded in the results and is not an error.
 * @throws HarnessError exit 75 when a target cannot be started; results so far are stored
 */
export async function runSuite(suite: PartedSuite): Promise<Results> {
  const { store, parts, onProgress, signal } = suite;
  const startedAt = performance.now();
  const stores = storesOf(suite);
  const total = parts.reduce((sum, part) => sum + countOf(part), 0);
  const times: ActivityTotals[] = [];
  let done = 0;
  const count = (result: ScenarioResult): void => {
    done += 1;
    onProgress({ kind: 'scenario-end', result, done, total });
    if (suite.bail && isUnexpectedFailure(result)) throw new Bail();
  };
  const timing = () => {
    const sum = (pick: (time: ActivityTotals) => number): number =>
      Math.round(times.reduce((all, time) => all + pick(time), 0));
    const installMs = Math.round(
      parts.flatMap(({ targets }) => targets).reduce((all, target) => all + target.installMs, 0),
    );
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
    for (const [index, part] of parts.entries())
      for (const target of part.targets)
        await runTarget({ ...suite, ...part, store: stores[index] ?? store }, target, {
          onResult: count,
          spent: (spent) => times.push(spent),
        });
    return store.end({ timing: timing() });
  } catch (thrown) {
    const cause = firstError(thrown);
    const stopped = whyStopped(cause, signal);
    const results = store.end({ timing: timing(), stopped });
    if (stopped.by === 'bail' || stopped.by === 'interruption') return results;
    throw cause;
  }
}
