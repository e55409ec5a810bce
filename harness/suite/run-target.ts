import { join } from 'node:path';
import { consoleUrl } from '../../mock-provider/index.ts';
import { baselineOn } from '../model/baseline.ts';
import type { ScenarioResult } from '../model/results.ts';
import type { Target } from '../model/target.ts';
import { Activity, type ActivityTotals } from './activity.ts';
import { openProvider, type OpenedProvider } from './open-provider.ts';
import { withBaseline } from './plan-of.ts';
import { rehearseOwn } from './rehearse-own.ts';
import { attemptsOf, runAttempts, type Lane } from './run-attempts.ts';
import type { TargetSession } from './run-one.ts';
import { Slots } from './slots.ts';
import type { SuiteOptions } from './suite-options.ts';
import { Supervisor } from './supervisor.ts';

/** The callbacks by which a target's run reports to the suite. */
export interface Watcher {
  readonly onResult: (result: ScenarioResult) => void;
  /** Called once, also when the run on the target was cut off. */
  readonly spent: (times: ActivityTotals) => void;
}

/** A second n8n takes seconds to start, so with less to do for each of the two none is started. */
const WORTH_A_SECOND = { shared: 8, alone: 2 };

/** The n8n that is started at once, and a second one where that is worth it. */
interface Pair {
  readonly first: Supervisor;
  readonly second: Supervisor | undefined;
}

/** Runs, judges and stores every scenario on one target. */
export async function runTarget(
  options: SuiteOptions,
  target: Target,
  watcher: Watcher,
): Promise<void> {
  const { store, onProgress, signal } = options;
  const supervisors: Supervisor[] = [];
  await using opened = await openProvider(target, {
    console: options.console === true,
    senderOf: (peer) =>
      supervisors.map((one) => one.senderOf(peer)).find((sender) => sender !== undefined),
  });
  const activity = new Activity();
  using _spent = { [Symbol.dispose]: () => watcher.spent(activity.totals()) };
  const supervise = (folder: string): Supervisor =>
    new Supervisor(target, folder, {
      provider: opened.reach,
      signal,
      onBooting: (change) => activity.booting(change),
    });
  const { control } = opened.provider;
  if (control !== undefined) onProgress({ kind: 'note', text: `Console ${consoleUrl(control)}` });
  const folder = store.targetDirectory(target.id);
  await using first = supervise(folder);
  await using second = isWorthASecond(options, target)
    ? supervise(join(folder, 'beside'))
    : undefined;
  supervisors.push(first, ...(second === undefined ? [] : [second]));
  await runOnBoth(options, target, { first, second }, { opened, activity, watcher });
}

interface Surroundings {
  readonly opened: OpenedProvider;
  readonly activity: Activity;
  readonly watcher: Watcher;
}

/** Starts both at the same time; what can share an n8n does not wait for the second. */
async function runOnBoth(
  options: SuiteOptions,
  target: Target,
  { first, second }: Pair,
  { opened: { provider }, activity, watcher }: Surroundings,
): Promise<void> {
  const { store, onProgress } = options;
  const named = options.baselineFor(target.info.n8n);
  const baseline = named && {
    ...named,
    baseline: baselineOn(named.baseline, target.info.topology),
  };
  onProgress({ kind: 'booting', target: target.id });
  const secondIsUp = second === undefined ? Promise.resolve(false) : isUp(second, options);
  const running = await first.ensure();
  const info = withBaseline(running.info, baseline);
  store.addTarget(info);
  onProgress({ kind: 'ready', target: info, bootMs: first.bootMs });
  const session: TargetSession = {
    options: await rehearseOwn(options, running, provider),
    provider,
    supervisor: first,
    activity,
    target: target.id,
    clientName: info.clientName,
    baseline,
  };
  const lane = (supervisor: Supervisor): Lane => ({
    session: { ...session, supervisor },
    slots: new Slots(running.slots),
  });
  await runAttempts(
    lane(first),
    secondIsUp.then((up) => (second !== undefined && up ? lane(second) : undefined)),
    watcher.onResult,
  );
}

/** True when scenarios that need an n8n to themselves run on a second one meanwhile. */
function isWorthASecond(options: SuiteOptions, target: Target): boolean {
  const { shared, alone } = attemptsOf({ options });
  return (
    options.parallel > 1 &&
    shared.length >= WORTH_A_SECOND.shared &&
    alone.length >= WORTH_A_SECOND.alone &&
    target.hasRoomForSecond?.() === true
  );
}

/** Starts the second n8n. Without it all scenarios run on the first. */
async function isUp(second: Supervisor, { signal, onProgress }: SuiteOptions): Promise<boolean> {
  try {
    await second.ensure();
    return true;
  } catch (cause) {
    if (!signal.aborted)
      onProgress({
        kind: 'note',
        text: `Scenarios that need an n8n to themselves run after the others: a second n8n did not start. ${cause instanceof Error ? cause.message : String(cause)}`,
      });
    return false;
  }
}
