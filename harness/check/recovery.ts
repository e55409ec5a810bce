import type { EventOf, Phase } from '../model/event.ts';
import type { History } from '../model/history.ts';
import type { ScenarioResult } from '../model/results.ts';
import { BYSTANDER, lastRound, phaseOf, startOf, succeeded, executionsOf } from './views/phases.ts';

type Execution = EventOf<'execution'>;
type ObservedRecovery = ScenarioResult['recovery']['observed'];

/** How the client recovered from the fault, from the history alone. */
export interface Recovery {
  readonly observed: ObservedRecovery;
  /** The remedy that worked; only with `after-remedy`. */
  readonly remedy?: string;
  /** The remedy in words, when the history records them. */
  readonly act?: string;
  /**
   * Milliseconds from healing by the plan, or from the end of the remedy, to the end of the first
   * success. When the plan heals several times, the longest wait counts.
   */
  readonly afterMs?: number;
  /** Event number of that first success. */
  readonly firstSuccess?: number;
  /** Event numbers of the executions that decided the result. */
  readonly evidence: readonly number[];
}

/**
 * True when all executions of the last round succeeded. A success that the next expiry undoes is
 * therefore no recovery.
 */
const endsWell = (history: History, executions: readonly Execution[]): boolean =>
  executions.length > 0 &&
  lastRound(history, executions).every((execution) => succeeded(history, execution));

/** True while a fault of the plan is in force: it may make an execution fail after healing. */
function isUnderFault(history: History, { n }: Execution): boolean {
  const before = history.of('fault').filter((event) => event.n < n && event.by !== 'next-expiry');
  const over = new Set(before.filter(({ state }) => state === 'healed').map(({ id }) => id));
  return before.some(({ id, state }) => state === 'begin' && !over.has(id));
}

/**
 * True when executions failed after one had succeeded again, with no fault in force: a client that
 * works on and off has not recovered. Without healing, or under another fault, a failure has other
 * reasons.
 */
function relapsed(history: History, { phase, executions }: Stage): boolean {
  if (phase !== 'healed') return false;
  const first = executions.findIndex((execution) => succeeded(history, execution));
  return (
    first !== -1 &&
    executions
      .slice(first)
      .some(
        (execution) =>
          execution.status !== 'lost' &&
          !succeeded(history, execution) &&
          !isUnderFault(history, execution),
      )
  );
}

/** A remedy, and the executions between its end and the start of the next remedy. */
interface RemedyTrial {
  readonly remedy: string;
  readonly end: EventOf<'remedy'>;
  readonly executions: readonly Execution[];
}

/** Every remedy that was carried out, with the executions that followed it. */
export function remedyAttempts(history: History): readonly RemedyTrial[] {
  const events = history.of('remedy');
  return events
    .filter(({ state }) => state === 'end')
    .map((end) => {
      const next =
        events.find(({ n, state }) => n > end.n && state === 'begin')?.n ??
        Number.POSITIVE_INFINITY;
      const executions = executionsOf(history, 'remedied').filter(
        (execution) => execution.n > end.n && startOf(history, execution) < next,
      );
      return { remedy: end.remedy, end, executions };
    });
}

/** Steps after which a plan is about more than its steady state. */
const DISTURBING: ReadonlySet<string> = new Set(['advance', 'inject', 'hold', 'change-policy']);

const isDisturbed = (history: History): boolean =>
  (history.head?.steps ?? []).some((step) => DISTURBING.has(step.do));

function since(
  history: History,
  executions: readonly Execution[],
  from: { readonly at: number } | undefined,
): Pick<Recovery, 'afterMs' | 'firstSuccess'> {
  const first = executions.find((execution) => succeeded(history, execution));
  if (first === undefined) return {};
  return {
    firstSuccess: first.n,
    ...(from === undefined ? {} : { afterMs: Math.max(0, Math.round(first.at - from.at)) }),
  };
}

/**
 * Consecutive executions in one phase. A plan that injects, heals and injects again has several
 * stages.
 */
interface Stage {
  readonly phase: Phase;
  /** Event number of the last execution before this stage. */
  readonly after: number;
  readonly executions: Execution[];
}

/** The stages of the credential under test from the first fault or leap of time on. */
function stagesOf(history: History): readonly Stage[] {
  // Without a fault or a leap of time every execution belongs to the steady state, and this steady
  // state is what the run is about. It then counts as `healed`.
  const undisturbed = history.of('fault').length === 0 && !isDisturbed(history);
  const stages: Stage[] = [];
  let after = 0;
  for (const execution of history
    .executions()
    .filter(({ credential }) => credential !== BYSTANDER)) {
    const phase = undisturbed ? 'healed' : phaseOf(history, execution);
    const current = stages.at(-1);
    if (current?.phase === phase) current.executions.push(execution);
    else stages.push({ phase, after, executions: [execution] });
    after = execution.n;
  }
  return stages.filter(({ phase }) => phase === 'during' || phase === 'healed');
}

/**
 * The event that ended the faults before a stage: the last healing by the plan. When the faults had
 * already ended by themselves, it is the event at which the plan entered the phase `healed`.
 */
function healing(
  history: History,
  { after, executions }: Stage,
): { readonly at: number } | undefined {
  const first = executions[0]?.n ?? 0;
  const between = ({ n }: { readonly n: number }): boolean => n > after && n < first;
  const byPlan = history
    .of('fault')
    .findLast(
      (event) =>
        event.state === 'healed' &&
        between(event) &&
        (event.by === undefined || event.by === 'plan'),
    );
  return (
    byPlan ?? history.of('phase').findLast((event) => event.phase === 'healed' && between(event))
  );
}

/** The longest wait for a success among the stages that follow a healing. */
function slowest(
  history: History,
  stages: readonly Stage[],
): Pick<Recovery, 'afterMs' | 'firstSuccess'> {
  const waits = stages
    .filter(({ phase }) => phase === 'healed')
    .map((stage) => since(history, stage.executions, healing(history, stage)));
  return waits.toSorted((one, other) => (other.afterMs ?? -1) - (one.afterMs ?? -1))[0] ?? {};
}

/**
 * Derives the observed recovery. It is unknown when no execution ran after the fault, or when the
 * client was lost. The last stage of the plan counts. When nothing was healed after the last fault,
 * this stage consists of the executions under the fault itself. A failure under a fault that is
 * still in force says nothing about recovery, unless the plan waited for a recovery (`observe`).
 */
export function observeRecovery(history: History): Recovery {
  const stages = stagesOf(history);
  const last = stages.at(-1);
  const own = stages.flatMap(({ executions }) => executions);
  const evidence = own.map(({ n }) => n);
  const trialsOfRemedies = remedyAttempts(history);
  if (own.length === 0 && trialsOfRemedies.length === 0) return { observed: 'unknown', evidence };
  const time = slowest(history, stages);
  if (own.length > 0 && own.every((execution) => succeeded(history, execution)))
    return { observed: 'unaffected', ...time, evidence };
  if (last !== undefined && endsWell(history, last.executions) && !relapsed(history, last))
    return { observed: 'automatic', ...time, evidence };
  const working = trialsOfRemedies.find(({ executions }) => endsWell(history, executions));
  if (working !== undefined)
    return {
      observed: 'after-remedy',
      remedy: working.remedy,
      ...(working.end.act === undefined ? {} : { act: working.end.act }),
      ...since(history, working.executions, working.end),
      evidence: [...evidence, ...working.executions.map(({ n }) => n)],
    };
  const remedied = trialsOfRemedies.flatMap(({ executions }) => executions);
  const latest = [...own, ...remedied].at(-1);
  const tried =
    last?.phase === 'healed' ||
    remedied.length > 0 ||
    (history.head?.steps ?? []).some((step) => step.do === 'observe');
  return {
    observed: tried && latest?.status !== 'lost' ? 'none' : 'unknown',
    evidence: [...evidence, ...remedied.map(({ n }) => n)],
  };
}
