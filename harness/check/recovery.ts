import type { EventOf, Phase } from '../model/event.ts';
import type { History } from '../model/history.ts';
import type { ScenarioResult } from '../model/results.ts';
import { BYSTANDER, lastRound, phaseOf, startOf, succeeded, executionsOf } from './views/phases.ts';

type Execution = EventOf<'execution'>;
type ObservedRecovery = ScenarioResult['recovery']['observed'];

/** How the client came out of the fault, from the history alone. */
export interface Recovery {
  readonly observed: ObservedRecovery;
  /** With `after-remedy`: the one that worked. */
  readonly remedy?: string;
  /** The same in words, where the history has them. */
  readonly act?: string;
  /**
   * From healing by the plan (of several the one with the longest wait), or from the end of the
   * remedy, to the end of the first success. Milliseconds.
   */
  readonly afterMs?: number;
  /** Event number of that first success. */
  readonly firstSuccess?: number;
  /** Event numbers of the executions that decided. */
  readonly evidence: readonly number[];
}

/**
 * The last round of executions, all of them successful. A success that the next expiry undoes is no
 * recovery.
 */
const endsWell = (history: History, executions: readonly Execution[]): boolean =>
  executions.length > 0 &&
  lastRound(history, executions).every((execution) => succeeded(history, execution));

/** A remedy and the executions between its end and the next one's beginning. */
interface RemedyTrial {
  readonly remedy: string;
  readonly end: EventOf<'remedy'>;
  readonly executions: readonly Execution[];
}

/** Every remedy that was carried out, with what was tried after it. */
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

const leaps = (history: History): boolean =>
  (history.head?.steps ?? []).some((step) => step.do === 'advance' || step.do === 'inject');

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
 * Executions one after the other in one phase. A plan that injects, heals and injects again has
 * several.
 */
interface Stage {
  readonly phase: Phase;
  /** Event number of the last execution before it. */
  readonly after: number;
  readonly executions: Execution[];
}

/** What the plan did to the credential under test once something was disturbed, stage by stage. */
function stagesOf(history: History): readonly Stage[] {
  // Where nothing is disturbed there is nothing but a steady state, and it is what the run is
  // about.
  const undisturbed = history.of('fault').length === 0 && !leaps(history);
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
 * What ended the faults before a stage: the last healing by the plan or, where they had ended by
 * themselves, the plan's finding none left to heal.
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

/** The longest wait for a success among the stages after a healing. */
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
 * Observed recovery. Without an execution after the fault, or when the client was lost, it is
 * unknown. What counts is the last stage of the plan: where nothing was healed after the last
 * fault, these are the executions under the fault itself, as far as they show anything. Failing
 * under a fault that still holds says nothing about recovery, unless the plan watched for one
 * (`observe`).
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
  if (endsWell(history, last?.executions ?? []))
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
