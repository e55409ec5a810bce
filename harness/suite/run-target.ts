import { join } from 'node:path';
import { consoleUrl, type Provider } from '../../mock-provider/index.ts';
import { baselineOn } from '../model/baseline.ts';
import type { ScenarioResult, TargetResult } from '../model/results.ts';
import type { RunningTarget, Target } from '../model/target.ts';
import { openSinks, type Sinks } from '../run/witnesses/sinks.ts';
import { Activity, type ActivityTotals } from './activity.ts';
import { openProvider } from './open-provider.ts';
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

/** An n8n, and a provider that only it calls: so it is clear who calls. */
interface Half {
  readonly supervisor: Supervisor;
  readonly provider: Provider;
  readonly sinks: Sinks | undefined;
}

/** What both halves of a target have in common. */
interface Surroundings {
  readonly options: SuiteOptions;
  readonly target: Target;
  readonly activity: Activity;
}

/** Runs, judges and stores every scenario on one target. */
export async function runTarget(
  options: SuiteOptions,
  target: Target,
  watcher: Watcher,
): Promise<void> {
  const activity = new Activity();
  using _spent = { [Symbol.dispose]: () => watcher.spent(activity.totals()) };
  const surroundings = { options, target, activity };
  const folder = options.store.targetDirectory(target.id);
  await using first = await openHalf(surroundings, folder, options.console === true);
  const { control } = first.provider;
  if (control !== undefined)
    options.onProgress({ kind: 'note', text: `Console ${consoleUrl(control)}` });
  await using second = isWorthASecond(options, target)
    ? await openHalf(surroundings, join(folder, 'beside'), false)
    : undefined;
  await runOnBoth(surroundings, { first, second }, watcher.onResult);
}

/** Opens a provider, and watches over an n8n that is not started yet. */
async function openHalf(
  { options, target, activity }: Surroundings,
  folder: string,
  console: boolean,
): Promise<Half & AsyncDisposable> {
  let known: Supervisor | undefined;
  const sinks = options.witnesses === true ? await openSinks(target) : undefined;
  const opened = await openProvider(target, {
    console,
    // Under load there are too many to keep.
    wire: options.courseOf === undefined,
    senderOf: (peer) => known?.senderOf(peer),
  });
  const supervisor = new Supervisor(target, folder, {
    provider: opened.reach,
    settings: sinks?.settings ?? {},
    signal: options.signal,
    onBooting: (change) => activity.booting(change),
  });
  known = supervisor;
  return {
    supervisor,
    sinks,
    provider: opened.provider,
    async [Symbol.asyncDispose]() {
      await using _sinks = sinks;
      await using _closed = opened;
      await supervisor[Symbol.asyncDispose]();
    },
  };
}

/** n8n's generic OAuth2 credential. */
const GENERIC = 'oAuth2Api';

/** The fields that the form of a credential has, where somebody wants to know. */
async function fieldsOf(
  running: RunningTarget,
  { readsFields = false, signal }: Pick<SuiteOptions, 'readsFields' | 'signal'>,
): Promise<Pick<TargetResult, 'credentialFields'>> {
  const fields = readsFields ? await running.fieldsOf?.(GENERIC, signal) : undefined;
  return fields === undefined ? {} : { credentialFields: [...fields].sort() };
}

/** Starts both at the same time; what can share an n8n does not wait for the second. */
async function runOnBoth(
  { options, target, activity }: Surroundings,
  { first, second }: { readonly first: Half; readonly second: Half | undefined },
  onResult: (result: ScenarioResult) => void,
): Promise<void> {
  const { store, onProgress } = options;
  const named = options.baselineFor(target.info.n8n);
  const baseline = named && {
    ...named,
    baseline: baselineOn(named.baseline, target.info.topology),
    elsewhere: named.baseline.n8n !== target.info.n8n,
  };
  onProgress({ kind: 'booting', target: target.id });
  const secondIsUp = second === undefined ? Promise.resolve(false) : isUp(second, options);
  const running = await first.supervisor.ensure();
  const { id, project } = target.info;
  const info = withBaseline(
    {
      ...running.info,
      id,
      ...(project === undefined ? {} : { project }),
      ...(await fieldsOf(running, options)),
    },
    baseline,
  );
  store.addTarget(info);
  onProgress({ kind: 'ready', target: info, bootMs: first.supervisor.bootMs });
  const session: Omit<TargetSession, keyof Half> = {
    options: await rehearseOwn(options, running, first.provider),
    activity,
    target: target.id,
    clientName: info.clientName,
    baseline,
  };
  const lane = ({ supervisor, provider, sinks }: Half): Lane => ({
    session: { ...session, supervisor, provider, sinks },
    slots: new Slots(running.slots),
  });
  await runAttempts(
    lane(first),
    secondIsUp.then((up) => (second !== undefined && up ? lane(second) : undefined)),
    onResult,
  );
}

/** True when scenarios that need an n8n to themselves run on a second one meanwhile. */
function isWorthASecond(options: SuiteOptions, target: Target): boolean {
  const { shared, alone } = attemptsOf({ options });
  return (
    options.parallel > 1 &&
    // Whoever looks at the console wants to see everything there.
    options.console !== true &&
    shared.length >= WORTH_A_SECOND.shared &&
    alone.length >= WORTH_A_SECOND.alone &&
    target.hasRoomForSecond?.() === true
  );
}

/** Starts the second n8n. Without it all scenarios run on the first. */
async function isUp({ supervisor }: Half, { signal, onProgress }: SuiteOptions): Promise<boolean> {
  try {
    await supervisor.ensure();
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
