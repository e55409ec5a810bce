import type { EventOf } from '../model/event.ts';
import type { History } from '../model/history.ts';
import type { RemedyName } from '../model/remedy.ts';
import type { ScenarioResult } from '../model/results.ts';
import { BYSTANDER, lastRound, startOf, succeeded, trials } from './views/trials.ts';

type Execution = EventOf<'execution'>;
type ObservedRecovery = ScenarioResult['recovery']['observed'];

/** How the client came out of the fault, from the history alone. */
export interface Recovery {
  readonly observed: ObservedRecovery;
  /** With `after-remedy`: the one that worked. */
  readonly remedy?: RemedyName;
  /** From the last healing by the plan, or from the end of the remedy, to the end of the first success. Milliseconds. */
  readonly afterMs?: number;
  /** Event number of that first success. */
  readonly firstSuccess?: number;
  /** Event numbers of the executions that decided. */
  readonly evidence: readonly number[];
}

/** The last round of executions, all of them successful. A success that the next expiry undoes is no recovery. */
const endsWell = (history: History, executions: readonly Execution[]): boolean => executions.length > 0 && lastRound(history, executions).every((execution) => succeeded(history, execution));

/** A remedy and the executions between its end and the next one's beginning. */
interface RemedyTrial {
  readonly remedy: RemedyName;
  readonly end: EventOf<'remedy'>;
  readonly executions: readonly Execution[];
}

/** Every remedy that was carried out, with what was tried after it. */
export function remedyTrials(history: History): readonly RemedyTrial[] {
  const events = history.of('remedy');
  return events.filter(({ state }) => state === 'end').map((end) => {
    const next = events.find(({ n, state }) => n > end.n && state === 'begin')?.n ?? Number.POSITIVE_INFINITY;
    const executions = trials(history, 'remedied').filter((execution) => execution.n > end.n && startOf(history, execution) < next);
    return { remedy: end.remedy, end, executions };
  });
}

const leaps = (history: History): boolean => (history.head?.steps ?? []).some((step) => step.do === 'advance' || step.do === 'inject');

function since(history: History, executions: readonly Execution[], from: { readonly at: number } | undefined): Pick<Recovery, 'afterMs' | 'firstSuccess'> {
  const first = executions.find((execution) => succeeded(history, execution));
  if (first === undefined) return {};
  return { firstSuccess: first.n, ...(from === undefined ? {} : { afterMs: Math.max(0, Math.round(first.at - from.at)) }) };
}

/** The last healing by the plan before an execution of the phase `healed` ended. */
function healing(history: History, healed: readonly Execution[]): EventOf<'fault'> | undefined {
  const first = healed[0]?.n ?? 0;
  return history.of('fault').findLast(({ state, by, n }) => state === 'healed' && n < first && (by === undefined || by === 'plan'));
}

/**
 * Observed recovery. Without an execution after the fault, or when the client was lost, it is unknown. A plan without a healing is judged by the
 * executions under the fault itself, as far as they show anything: failing under a fault that still holds says nothing about recovery, unless
 * the plan watched for one (`observe`).
 */
export function observeRecovery(history: History): Recovery {
  const during = trials(history, 'during');
  // Where nothing is disturbed there is nothing but a steady state, and it is what the run is about.
  const healed = history.of('fault').length === 0 && !leaps(history) ? history.executions().filter(({ credential }) => credential !== BYSTANDER) : trials(history, 'healed');
  const own = [...during, ...healed];
  const evidence = own.map(({ n }) => n);
  if (own.length === 0 && remedyTrials(history).length === 0) return { observed: 'unknown', evidence };
  const time = since(history, healed, healing(history, healed));
  if (own.length > 0 && own.every((execution) => succeeded(history, execution))) return { observed: 'unaffected', ...time, evidence };
  if (endsWell(history, healed.length > 0 ? healed : during)) return { observed: 'automatic', ...time, evidence };
  const trialsOfRemedies = remedyTrials(history);
  const working = trialsOfRemedies.find(({ executions }) => endsWell(history, executions));
  if (working !== undefined) return { observed: 'after-remedy', remedy: working.remedy, ...since(history, working.executions, working.end), evidence: [...evidence, ...working.executions.map(({ n }) => n)] };
  const remedied = trialsOfRemedies.flatMap(({ executions }) => executions);
  const last = [...own, ...remedied].at(-1);
  const tried = healed.length > 0 || remedied.length > 0 || (history.head?.steps ?? []).some((step) => step.do === 'observe');
  return { observed: tried && last?.status !== 'lost' ? 'none' : 'unknown', evidence: [...evidence, ...remedied.map(({ n }) => n)] };
}
