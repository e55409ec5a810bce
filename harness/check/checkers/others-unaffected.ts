import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { diedWithProcess, wasHeldStill } from '../views/execution-process.ts';
import { failedByMachine } from '../views/hindrances.ts';
import { intervals } from '../views/intervals.ts';
import { STARVED } from '../views/machine-starved.ts';
import { needlessRenewals } from '../views/needless-renewals.ts';
import { BYSTANDER, phaseOf, startOf } from '../views/phases.ts';
import { ownerOfFamily, senders } from '../views/senders.ts';
import { wasStruck } from '../views/struck.ts';
import { count } from '../views/words.ts';

/** API calls for an item of one credential that present a token of another credential. */
function mixedUp(history: History): readonly number[] {
  const ownerOf = ownerOfFamily(history);
  const wanted = new Map(
    history
      .of('execution-started')
      .flatMap(({ items, credential, callers = {} }) =>
        items.map((item) => [item, callers[item] ?? credential] as const),
      ),
  );
  return history.of('request').flatMap(({ n, item, presented }) => {
    const [credential, owner] = [wanted.get(item ?? ''), ownerOf(presented?.ref?.family ?? '')];
    return credential !== undefined && owner !== undefined && credential !== owner ? [n] : [];
  });
}

/**
 * Executions of the bystander that failed, other than those that ended or hung because a fault
 * killed or paused their process.
 */
const failed = (history: History): readonly EventOf<'execution'>[] =>
  history
    .executions()
    .filter(
      (execution) =>
        execution.credential === BYSTANDER &&
        execution.status !== 'success' &&
        execution.status !== 'lost' &&
        !diedWithProcess(history, execution) &&
        !wasHeldStill(history, execution),
    );

/** Executions of the bystander that failed, and may owe it to the machine. */
const starved = (history: History): readonly number[] =>
  intervals(history).flatMap((interval) =>
    interval.credential === BYSTANDER && failedByMachine(history, interval) ? [interval.to] : [],
  );

/** True when a fault struck the bystander itself, so that its execution failed by that. */
const struck = (history: History, execution: EventOf<'execution'>): boolean =>
  wasStruck(history, BYSTANDER, { from: startOf(history, execution), to: execution.n });

/**
 * Tokens of the bystander that were revoked, other than by a fault itself, by the bystander's own
 * request (RFC 7009), or because a fault had kept new tokens from it.
 */
function revoked(history: History): readonly EventOf<'ledger'>[] {
  const ownerOf = ownerOfFamily(history);
  const senderOf = senders(history);
  const faults = new Set(history.of('fault').map(({ id }) => id));
  const asked = new Set(
    history
      .of('request')
      .filter((request) => request.endpoint === 'revoke' && senderOf(request) === BYSTANDER)
      .map(({ exchange }) => exchange),
  );
  return history
    .of('ledger')
    .filter(
      ({ n, action, token, cause, exchange }) =>
        action === 'revoked' &&
        token !== undefined &&
        ownerOf(token.family) === BYSTANDER &&
        !faults.has(cause ?? '') &&
        !asked.has(exchange ?? 0) &&
        !wasStruck(history, BYSTANDER, { from: n, to: n }),
    );
}

/**
 * Everything that went wrong for the bystander, each with the number of the event that shows it.
 */
function damage(
  history: History,
  byMachine: readonly number[],
): readonly { readonly text: string; readonly n: number }[] {
  return [
    ...failed(history)
      .filter((execution) => !struck(history, execution) && !byMachine.includes(execution.n))
      .map(({ n, key, status }) => ({ n, text: `its execution ${key} ended as ${status}` })),
    ...revoked(history).map(({ n }) => ({ n, text: 'a token of it was revoked' })),
    ...mixedUp(history).map((n) => ({
      n,
      text: 'a call was made with the token of another credential',
    })),
    ...needlessRenewals(history)
      .filter(({ client }) => client === BYSTANDER)
      .map(({ request }) => ({ n: request.n, text: 'it was refreshed without need' })),
  ].toSorted((one, other) => one.n - other.n);
}

/**
 * Checks that the credential `bystander`, which has nothing to do with the fault, is not affected
 * by it.
 */
export const othersUnaffected = defineChecker({
  name: 'others-unaffected',
  judges: 'safety',
  invariant:
    'A second credential on the same client works all the time, keeps its tokens, and is not refreshed without need.',
  basis: 'Blast radius: one dead account must not take the workflows of the others with it.',
  check(history) {
    if (history.head === undefined)
      return unknown('The history does not say which credentials exist.');
    if (!Object.hasOwn(history.head.credentials, BYSTANDER))
      return holds('No second credential in this scenario.');
    const byMachine = starved(history);
    const [first, ...more] = damage(history, byMachine);
    if (first !== undefined)
      return violated(`The second credential was harmed: ${first.text}.`, [
        first.n,
        ...more.map(({ n }) => n),
      ]);
    if (byMachine.length > 0)
      return unknown(`An execution of the second credential failed ${STARVED}.`, byMachine);
    const after = history
      .executions()
      .filter(
        (execution) =>
          execution.credential === BYSTANDER &&
          execution.status === 'success' &&
          phaseOf(history, execution) !== 'steady',
      );
    const lost = history
      .executions()
      .filter(({ credential, status }) => credential === BYSTANDER && status === 'lost');
    const excused = failed(history);
    if (after.length === 0 && lost.length === 0 && excused.length > 0)
      return notLookedAt('The fault struck the second credential itself, and it never ran beside.');
    if (after.length === 0 || lost.length > 0)
      return unknown(
        'No result of the second credential after the fault began.',
        lost.map(({ n }) => n),
      );
    return holds(
      excused.length === 0
        ? `${count(after.length, 'execution')} of the second credential after the fault began, all successful.`
        : `${count(after.length, 'execution')} of the second credential after the fault began successful, and ${excused.length} failed because the fault struck that credential itself.`,
      after.map(({ n }) => n),
    );
  },
});
