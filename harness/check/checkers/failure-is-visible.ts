import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { failureCauses } from '../views/failure-causes.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { isSilentFailure } from '../views/silent-failures.ts';
import { count, list } from '../views/words.ts';

/** Error texts that say only that something failed, without a cause. */
const GENERIC =
  /^(?:unknown |internal |general |unexpected )?(?:error|exception|failure|failed|undefined|null|\[object object\]|something went wrong)[\s.!]*$/i;
/**
 * The beginning of an error text that was not recorded because it contained a secret. The checker
 * no-secret-leaked reports it; this checker cannot judge its words.
 */
const WITHHELD = '[withheld:';

const textOf = ({ error }: EventOf<'execution'>): string =>
  [error?.message, error?.description]
    .filter((part) => part !== undefined)
    .join(' ')
    .trim();

/** What is wrong with the way an execution shows its failure; undefined when nothing is wrong. */
function complaint(history: History, interval: Interval): string | undefined {
  const { end, key } = interval;
  if (end === undefined || end.status === 'hung' || end.status === 'lost') return undefined;
  if (end.status === 'success')
    return isSilentFailure(history, end)
      ? `execution ${key} says success although ${describeSilence(end)}`
      : undefined;
  const text = textOf(end);
  if (text === '') return `execution ${key} failed without any message`;
  if (text.includes(WITHHELD)) return undefined;
  if (GENERIC.test(text)) return `execution ${key} failed with nothing but "${text}"`;
  const causes = failureCauses(history, interval);
  return causes.length === 0 || causes.some(({ isExplainedBy }) => isExplainedBy(text))
    ? undefined
    : `execution ${key} failed because ${list(causes.map(({ cause }) => cause))}, but says "${text.slice(0, 160)}"`;
}

const describeSilence = ({ itemsWithErrorBody = [] }: EventOf<'execution'>): string =>
  itemsWithErrorBody.length > 0
    ? `the result of ${count(itemsWithErrorBody.length, 'item')} is an error`
    : 'the API did not accept all of its items';

/** Checks that every failure is visible as an error, and that its message helps the reader. */
export const failureIsVisible = defineChecker({
  name: 'failure-is-visible',
  judges: 'safety',
  invariant:
    'An execution that did not do its work is an error, and its message names the cause or what to do.',
  basis:
    'An operator learns of a dead credential from the execution list alone; a silent failure is found by customers, weeks later.',
  check(history) {
    const all = intervals(history).filter(({ end }) => end !== undefined);
    if (all.length === 0) return unknown('No execution ended.');
    const complaints = all.flatMap((interval) => {
      const text = complaint(history, interval);
      return text === undefined ? [] : [{ text, n: interval.to }];
    });
    const [first, ...more] = complaints;
    if (first !== undefined)
      return violated(
        `${count(complaints.length, 'failure')} not visible as such: ${first.text}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    const errors = all.filter(({ end }) => end?.status === 'error');
    return holds(
      errors.length === 0
        ? 'No execution failed, and none hides a failure.'
        : `${count(errors.length, 'failed execution')} with a message that names the cause or what to do.`,
      errors.map(({ to }) => to),
    );
  },
});
