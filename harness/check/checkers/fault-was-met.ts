import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { steadyState, startOf, succeeded } from '../views/phases.ts';
import { count, list } from '../views/words.ts';

type Fault = EventOf<'fault'>;

/** A clock is seen to be off when it is by at least this part of what was asked for. */
const CLOCK_SHARE = 0.5;

/** An execution that ran by the wrong clock, as its own time stamps show. */
function clockMet(history: History, fault: Fault): boolean {
  const healed =
    history
      .of('fault')
      .find(({ id, state, n }) => id === fault.id && state === 'healed' && n > fault.n)?.n ??
    Number.POSITIVE_INFINITY;
  const offset = history
    .of('clock')
    .find(
      ({ clock, n, offsetMs }) => clock === 'n8n' && offsetMs !== 0 && n > fault.n && n < healed,
    )?.offsetMs;
  if (offset === undefined) return false;
  return history.executions().some((execution) => {
    const { clockOffsetMs, n } = execution;
    return (
      clockOffsetMs !== undefined &&
      n < healed &&
      startOf(history, execution) > fault.n &&
      Math.sign(clockOffsetMs) === Math.sign(offset) &&
      Math.abs(clockOffsetMs) >= Math.abs(offset) * CLOCK_SHARE
    );
  });
}

/**
 * A fault of the provider is met by requests, one of the target's clock by executions; the others
 * tell themselves.
 */
function wasMet(history: History, fault: Fault): boolean {
  if (fault.fault.startsWith('n8n/clock-')) return clockMet(history, fault);
  return (
    history.of('reply').some(({ faults }) => faults.includes(fault.id)) ||
    history.of('fault').some(({ id, state }) => id === fault.id && state === 'met')
  );
}

/** Why the run proves nothing, as far as its steady state goes; undefined when it was steady. */
function unsteady(
  history: History,
): { readonly message: string; readonly evidence: readonly number[] } | undefined {
  const steady = steadyState(history);
  if (steady.length === 0)
    return { message: 'nothing was executed before the first fault', evidence: [] };
  const failed = steady.filter((execution) => !succeeded(history, execution));
  const [first] = failed;
  if (first === undefined) return undefined;
  return {
    message: `execution ${first.key} failed before any fault: ${first.error?.message.slice(0, 160) ?? first.status}`,
    evidence: failed.map(({ n }) => n),
  };
}

/** Gates that did not hold as many requests as they should have. */
function brokenGates(
  history: History,
): readonly { readonly message: string; readonly evidence: readonly number[] }[] {
  const gates = history.of('gate');
  const armed = gates.filter(({ state }) => state === 'armed').length;
  const ended = gates.filter(({ state }) => state !== 'armed');
  const broken = ended.filter(
    ({ state, arrived, wanted }) => state === 'timed-out' || arrived < wanted,
  );
  const failures = broken.map(({ arrived, wanted, n }) => ({
    message: `only ${arrived} of ${wanted} requests met at the gate`,
    evidence: [n],
  }));
  return armed > ended.length
    ? [
        ...failures,
        {
          message: `${count(armed - ended.length, 'gate')} never opened`,
          evidence: gates.map(({ n }) => n),
        },
      ]
    : failures;
}

/** Something that the run should have shown and did not. */
export interface Gap {
  readonly message: string;
  readonly evidence: readonly number[];
  /**
   * Nothing that was found in this run means anything. False for a fault that was not met beside
   * one that was: whatever broke, broke for real.
   */
  readonly voids: boolean;
}

/**
 * Faults that no request met. A client that dies of the first fault never meets the third; its
 * death is proven all the same.
 */
function unmetFaults(history: History): readonly Gap[] {
  const faults = history.of('fault').filter(({ state }) => state === 'begin');
  const unmet = faults.filter((fault) => !wasMet(history, fault));
  return unmet.length === 0
    ? []
    : [
        {
          message: `no request met ${list(unmet.map(({ fault }) => fault))}`,
          evidence: unmet.map(({ n }) => n),
          voids: unmet.length === faults.length,
        },
      ];
}

/** What a plan has and its history has not. */
function missingSteps(history: History): readonly Gap[] {
  const steps = history.head?.steps ?? [];
  const faults =
    steps.filter((step) => step.do === 'inject').length -
    history.of('fault').filter(({ state }) => state === 'begin').length;
  const gates =
    steps.filter((step) => step.do === 'rendezvous').length -
    history.of('gate').filter(({ state }) => state === 'armed').length;
  return [
    ...(history.head === undefined
      ? [{ message: 'the plan is not recorded', evidence: [], voids: true }]
      : []),
    ...(faults > 0
      ? [
          {
            message: `${count(faults, 'fault')} of the plan never began`,
            evidence: [],
            voids: true,
          },
        ]
      : []),
    ...(gates > 0
      ? [
          {
            message: `${count(gates, 'gate')} of the plan was never armed`,
            evidence: [],
            voids: true,
          },
        ]
      : []),
  ];
}

/** Everything that keeps a run from proving what it was made to prove; empty when nothing does. */
export function gaps(history: History): readonly Gap[] {
  const steady = unsteady(history);
  return [
    ...(steady === undefined ? [] : [{ ...steady, voids: true }]),
    ...missingSteps(history),
    ...unmetFaults(history),
    ...brokenGates(history).map((gate) => ({ ...gate, voids: true })),
  ];
}

/**
 * The guard against a pass that proves nothing. It never violates: a run that did not meet its
 * fault says nothing about the client.
 */
export const faultWasMet = defineChecker({
  name: 'fault-was-met',
  invariant:
    'The client worked before the fault, every fault stood in the way of a request, and every gate held all the requests it waited for.',
  basis:
    'A fault that nobody met proves nothing, and neither does the failure of something that never worked.',
  check(history) {
    const found = gaps(history);
    if (found.length > 0)
      return unknown(
        `Not proven: ${list(found.map(({ message }) => message))}.`,
        found.flatMap(({ evidence }) => evidence),
      );
    const faults = history.of('fault').filter(({ state }) => state === 'begin');
    const met =
      faults.length === 0
        ? 'this plan has no fault'
        : `${count(faults.length, 'fault')} met by requests`;
    return holds(
      `${count(steadyState(history).length, 'execution')} before the fault succeeded; ${met}.`,
      faults.map(({ n }) => n),
    );
  },
});
