import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import { missingAlarms } from '../causes/missing-alarms.ts';
import { STARVED } from '../views/machine-starved.ts';
import { isSilentFailure } from '../views/silent-failures.ts';
import { count } from '../views/words.ts';

const describeSilence = ({ itemsWithErrorBody = [] }: EventOf<'execution'>): string =>
  itemsWithErrorBody.length > 0
    ? `the result of ${count(itemsWithErrorBody.length, 'item')} is an error`
    : 'the API did not accept all of its items';

/** Checks that every failure is visible as an error. */
export const failureIsVisible = defineChecker({
  name: 'failure-is-visible',
  judges: 'safety',
  invariant: 'An execution that did not do its work is an error, and its error workflow is told.',
  basis:
    'An operator learns of a dead credential from the execution list and the alarm alone; a silent failure is found by customers, weeks later.',
  check(history) {
    const all = history.executions();
    if (all.length === 0) return unknown('No execution ended.');
    const [first, ...more] = all.filter((execution) => isSilentFailure(history, execution));
    if (first !== undefined)
      return violated(
        `${count(more.length + 1, 'failure')} not visible as such: execution ${first.key} says success although ${describeSilence(first)}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    const { proven, late } = missingAlarms(history);
    const [unheard, ...others] = proven;
    if (unheard !== undefined)
      return violated(
        `${count(proven.length, 'failed execution')} of which the error workflow was never told: the first one is ${unheard.key}.`,
        [unheard.n, ...others.map(({ n }) => n)],
      );
    if (late.length > 0)
      return unknown(
        `The error workflow was not told in time of ${count(late.length, 'failed execution')}, ${STARVED}.`,
        late.map(({ n }) => n),
      );
    const errors = all.filter(({ status }) => status === 'error');
    return holds(
      errors.length === 0
        ? 'No execution failed, and none hides a failure.'
        : `${count(errors.length, 'failed execution')} shown as such, and none hides a failure.`,
      (errors.length === 0 ? all : errors).map(({ n }) => n),
    );
  },
});
