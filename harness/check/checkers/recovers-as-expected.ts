import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { RECOVERIES, type Expectation } from '../../model/scenario.ts';
import { observeRecovery, remedyAttempts, type Recovery } from '../recovery.ts';
import { commandResults } from '../views/commands.ts';
import { failedByMachine } from '../views/hindrances.ts';
import { intervals } from '../views/intervals.ts';
import { STARVED } from '../views/machine-starved.ts';
import { BYSTANDER, executionsOf, succeeded } from '../views/phases.ts';
import { count } from '../views/words.ts';

const inWords = ({ observed, remedy }: Recovery): string =>
  remedy === undefined ? observed : `${observed} (${remedy})`;

/** The keys of the executions that failed, and may owe it to the machine. */
const failedForMachine = (history: History): ReadonlySet<string> =>
  new Set(
    intervals(history)
      .filter((interval) => failedByMachine(history, interval))
      .map(({ key }) => key),
  );

/**
 * Compares the executions under the fault with `expect.during`. Undefined when the scenario expects
 * nothing of them, or when they are as expected.
 */
function duringFinding(history: History, wanted: Expectation['during']): Finding | undefined {
  if (wanted === undefined) return undefined;
  const during = executionsOf(history, 'during');
  const allowed = wanted === 'success' ? 'success' : 'a success or an error that is shown';
  if (during.length === 0)
    return unknown(`Executions during the fault must end as ${allowed}, but there was none.`);
  // What n8n execute tells by its exit code is an execution under the fault too.
  const failed = commandResults(history).find(
    ({ code, credential }) => code !== 0 && credential !== BYSTANDER,
  );
  if (wanted === 'success' && failed !== undefined)
    return violated(
      `${failed.process} ended with code ${failed.code} during the fault, not with success.`,
      [failed.n],
    );
  const isRight = (execution: EventOf<'execution'>): boolean =>
    succeeded(history, execution) || (wanted !== 'success' && execution.status === 'error');
  const wrong = during.filter((execution) => !isRight(execution));
  const byMachine = failedForMachine(history);
  const [first, ...more] = wrong.filter(
    ({ key, status }) => status !== 'lost' && !byMachine.has(key),
  );
  if (first !== undefined)
    return violated(
      `${count(more.length + 1, 'execution')} of ${during.length} during the fault ended as ${first.status === 'success' ? 'a success that is none' : first.status}, not as ${allowed}.`,
      [first.n, ...more.map(({ n }) => n)],
    );
  return wrong.length > 0
    ? unknown(
        `An execution during the fault has no result, or failed ${STARVED}.`,
        wrong.map(({ n }) => n),
      )
    : undefined;
}

/**
 * True when the remedy that the scenario expects to be sufficient was tried, or could not be
 * carried out, and another remedy was needed.
 */
function remedyFailed(history: History, expect: Expectation, { remedy }: Recovery): boolean {
  const failed = history.of('remedy').filter(({ state }) => state === 'failed');
  return (
    expect.remedy !== undefined &&
    remedy !== undefined &&
    remedy !== expect.remedy &&
    [...remedyAttempts(history), ...failed].some((trial) => trial.remedy === expect.remedy)
  );
}

function recoveryFinding(history: History, expect: Expectation): Finding {
  const recovery = observeRecovery(history);
  const { observed, evidence } = recovery;
  const [first, ...more] = evidence;
  if (
    observed === 'unknown' &&
    expect.recovery === 'none' &&
    first !== undefined &&
    !history.executions().some(({ status }) => status === 'lost')
  )
    return holds('No recovery is expected, and none was seen.', evidence);
  if (observed === 'unknown' || first === undefined)
    return unknown('No execution after the fault shows whether the client recovered.', evidence);
  const wanted =
    expect.remedy === undefined ? expect.recovery : `${expect.recovery} (${expect.remedy})`;
  const isWorse = RECOVERIES.indexOf(observed) > RECOVERIES.indexOf(expect.recovery);
  const byMachine = failedForMachine(history);
  if (
    isWorse &&
    history
      .executions()
      .some(({ key, credential }) => credential !== BYSTANDER && byMachine.has(key))
  )
    return unknown(`Recovery: ${inWords(recovery)}; but an execution failed ${STARVED}.`, evidence);
  if (isWorse)
    return violated(`Recovery: ${inWords(recovery)}; expected at worst ${wanted}.`, [
      first,
      ...more,
    ]);
  if (observed === 'after-remedy' && remedyFailed(history, expect, recovery))
    return violated(
      `Recovery: ${inWords(recovery)}; ${expect.remedy} was tried and was not enough.`,
      [first, ...more],
    );
  return holds(`Recovery: ${inWords(recovery)}; expected at worst ${wanted}.`, evidence);
}

/** Checks that the client recovers at least as well as the scenario expects. */
export const recoversAsExpected = defineChecker({
  name: 'recovers-as-expected',
  judges: 'recovery',
  invariant:
    'The client recovers at least as well as the scenario expects, lastingly, and behaves as expected during the fault.',
  basis:
    'Each scenario says from the RFCs and from what a user needs whether a human act may be needed, and which one.',
  check(history) {
    const expect = history.head?.expect;
    if (expect === undefined) return unknown('The history does not say what is expected.');
    const findings = [
      recoveryFinding(history, expect),
      duringFinding(history, expect.during),
    ].filter((finding) => finding !== undefined);
    const worst =
      findings.find(({ verdict }) => verdict === 'violated') ??
      findings.find(({ verdict }) => verdict === 'unknown');
    return worst ?? findings[0] ?? unknown('Nothing was compared.');
  },
});
