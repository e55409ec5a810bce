import { defineChecker } from '../../model/checker.ts';
import { holds, unknown } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { isAimedAtNobody } from '../views/aimed-at-nobody.ts';
import type { Gap } from '../views/gap.ts';
import { withheldBy, wereHandedOut } from '../views/gate-work.ts';
import { idleHolds, idlePolicies } from '../views/idle-steps.ts';
import { leaps, wasLeapMet } from '../views/leaps.ts';
import { STARVED, starvedToDeath } from '../views/machine-starved.ts';
import { faultsOfPlan } from '../views/next-expiry.ts';
import { steadyState, succeeded } from '../views/phases.ts';
import { metTrouble } from '../views/trouble.ts';
import { wasMet } from '../views/was-met.ts';
import { count, list, unique } from '../views/words.ts';

/**
 * Why the steady state makes the run prove nothing: there was none, or an execution in it failed.
 * Undefined when it was sound.
 */
function unsteady(
  history: History,
): { readonly message: string; readonly evidence: readonly number[] } | undefined {
  const steady = steadyState(history);
  if (steady.length === 0)
    return { message: 'nothing was executed before the first fault', evidence: [] };
  const failed = steady.filter((execution) => !succeeded(history, execution));
  const [first] = failed;
  if (first === undefined) return undefined;
  const byMachine = first.status === 'lost' && starvedToDeath(first) ? `, ${STARVED}` : '';
  return {
    message: `execution ${first.key} failed before any fault: ${first.error?.message.slice(0, 160) ?? first.status}${byMachine}`,
    evidence: failed.map(({ n }) => n),
  };
}

/**
 * Gates at which fewer requests met than the plan wanted. When the plan did not hand out enough
 * work, or the gate never opened, the run proves nothing. When it did, the shortfall is the
 * client's doing: what it did wrong is real, and only a pass is taken away. A client that had all
 * the work in hand and held it back until one call was answered is better than one that races, so
 * this is no gap.
 */
function brokenGates(history: History): readonly Gap[] {
  const gates = history.of('gate');
  const armed = gates.filter(({ state }) => state === 'armed').length;
  const ended = gates.filter(({ state }) => state !== 'armed');
  const failures = ended
    .filter(({ state, arrived, wanted }) => state === 'timed-out' || arrived < wanted)
    .filter((gate) => !withheldBy(history, gate))
    .map((gate): Gap => ({
      message: `only ${gate.arrived} of ${gate.wanted} requests met at the gate`,
      evidence: [gate.n],
      voids: !wereHandedOut(history, gate),
    }));
  return armed > ended.length
    ? [
        ...failures,
        {
          message: `${count(armed - ended.length, 'gate')} never opened`,
          evidence: gates.map(({ n }) => n),
          voids: true,
        },
      ]
    : failures;
}

/**
 * The gap for faults and leaps of time that were never met. A client that dies of the first fault
 * never meets the third; its death is still proven. The expiry by which the harness tests a
 * recovery is none of them, and takes the place of none: whether the execution after it did its
 * work tells enough, also when the client had renewed its token by then, or asked nobody. Nor is
 * one that was aimed at a credential that its client had every right not to connect.
 */
function unmetDisturbances(history: History): readonly Gap[] {
  const faults = faultsOfPlan(history).filter((fault) => !isAimedAtNobody(history, fault));
  const unmet = faults.filter((fault) => !wasMet(history, fault));
  const passed = leaps(history);
  const idle = passed.filter((leap) => !wasLeapMet(history, leap));
  const voids = unmet.length + idle.length === faults.length + passed.length;
  const named = list(unmet.map(({ fault }) => fault));
  const spans = list(unique(idle.map(({ by }) => by)));
  return [
    ...(unmet.length === 0
      ? []
      : [{ message: `no request met ${named}`, evidence: unmet.map(({ n }) => n), voids }]),
    ...(idle.length === 0
      ? []
      : [
          {
            message: `no token in use had ended when the provider's clock went forward by ${spans}`,
            evidence: idle.map(({ n }) => n),
            voids,
          },
        ]),
  ];
}

/** Faults, gates and holds of the plan that the history does not contain. */
function missingSteps(history: History): readonly Gap[] {
  const steps = history.head?.steps ?? [];
  const missing = (kind: string, begun: number): number =>
    steps.filter((step) => step.do === kind).length - begun;
  const begun = (type: 'gate' | 'hold'): number =>
    history.of(type).filter(({ state }) => state === 'armed').length;
  const faults = missing(
    'inject',
    history.of('fault').filter(({ state }) => state === 'begin').length,
  );
  const gates = missing('rendezvous', begun('gate'));
  const holds = missing('hold', begun('hold'));
  return [
    ...(history.head === undefined ? ['the plan is not recorded'] : []),
    ...(faults > 0 ? [`${count(faults, 'fault')} of the plan never began`] : []),
    ...(gates > 0 ? [`${count(gates, 'gate')} of the plan was never armed`] : []),
    ...(holds > 0 ? [`${count(holds, 'hold')} of the plan was never armed`] : []),
  ].map((message) => ({ message, evidence: [], voids: true }));
}

/**
 * The gap of a scenario in which nothing goes wrong that could explain what it expects: a mistyped
 * number, a time that was not reached. Without it an incident would look reproduced and healthy.
 */
function uneventful(history: History): readonly Gap[] {
  const expected = history.head?.expect.recovery;
  return expected === undefined || expected === 'unaffected' || metTrouble(history)
    ? []
    : [
        {
          message: `nothing went wrong that could make the recovery '${expected}'`,
          evidence: [],
          voids: false,
        },
      ];
}

/**
 * Everything that keeps a run from proving what its scenario is made to prove; empty when there is
 * nothing.
 */
export function gaps(history: History): readonly Gap[] {
  const steady = unsteady(history);
  return [
    ...(steady === undefined ? [] : [{ ...steady, voids: true }]),
    ...missingSteps(history),
    ...idleHolds(history),
    ...idlePolicies(history),
    ...unmetDisturbances(history),
    ...uneventful(history),
    ...brokenGates(history),
  ];
}

/** What of the plan was met, when all of it was. */
function metInWords(history: History): string {
  const faults = faultsOfPlan(history).length;
  const passed = leaps(history).length;
  const held = history.of('hold').filter(({ state }) => state === 'met').length;
  const parts = [
    ...(held > 0 ? [count(held, 'hold')] : []),
    ...(faults > 0 ? [count(faults, 'fault')] : []),
    ...(passed > 0 ? [count(passed, 'leap of time', 'leaps of time')] : []),
  ];
  return parts.length === 0
    ? 'this plan has no fault'
    : `${list(parts)} of the plan met by requests`;
}

/**
 * Prevents a pass that proves nothing. This checker never reports a violation: a run whose fault
 * was not met says nothing about the client.
 */
export const faultWasMet = defineChecker({
  name: 'fault-was-met',
  judges: 'recovery',
  invariant:
    'The client worked before the fault, every fault stood in the way of a request, every leap of time changed something for it, every gate held all the requests it waited for, and every hold its exchange.',
  basis:
    'A fault that nobody met proves nothing, and neither does the failure of something that never worked.',
  check(history) {
    const found = gaps(history);
    if (found.length > 0)
      return unknown(
        `Not proven: ${list(found.map(({ message }) => message))}.`,
        found.flatMap(({ evidence }) => evidence),
      );
    const met = metInWords(history);
    return holds(
      `${count(steadyState(history).length, 'execution')} before the fault succeeded; ${met}.`,
      [...faultsOfPlan(history), ...leaps(history)].map(({ n }) => n),
    );
  },
});
