import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { isWorkOn } from '../../model/workflow.ts';
import { commandResults } from '../views/commands.ts';
import { count } from '../views/words.ts';

type Execution = EventOf<'execution'>;
type Results = NonNullable<Execution['results']>;

/** The item that each receipt of the API was given for. */
function itemsByReceipt(history: History): ReadonlyMap<string, string> {
  return new Map(
    history
      .exchanges()
      .flatMap(({ request, reply }) =>
        request.item === undefined || reply?.receipt === undefined
          ? []
          : [[reply.receipt, request.item]],
      ),
  );
}

/**
 * What is wrong with a list of results, in words that go on from "the output"; undefined when each
 * item has the API's answer to it, in the order of the items.
 */
function flaw(
  results: Results,
  items: readonly string[],
  itemOf: ReadonlyMap<string, string>,
): string | undefined {
  const wrong = results.findIndex(({ receipt, item }, position) => {
    const answered = itemOf.get(receipt ?? '');
    return answered !== items[position] || (item !== undefined && !isWorkOn(item, answered ?? ''));
  });
  if (results.length !== items.length)
    return `has ${count(results.length, 'result')} for ${count(items.length, 'item')}`;
  if (wrong === -1) return undefined;
  const { receipt, item } = results[wrong] ?? {};
  const answered = receipt === undefined ? undefined : itemOf.get(receipt);
  if (answered === undefined) return `carries no answer of the API in the place of ${items[wrong]}`;
  return answered === items[wrong]
    ? `says that the answer to ${answered} was made from ${item}`
    : `carries the answer to ${answered} in the place of ${items[wrong]}`;
}

/** What is wrong with what the caller of the webhook was told; undefined when all is well. */
function flawOfAnswer(
  { status, answer, items }: Execution,
  itemOf: ReadonlyMap<string, string>,
): string | undefined {
  if (answer === undefined) return undefined;
  if (status === 'success')
    return answer.status >= 400
      ? `is status ${answer.status} although the execution succeeded`
      : flaw(answer.results, items, itemOf);
  return status === 'error' && answer.status < 400
    ? `is status ${answer.status} although the execution failed`
    : undefined;
}

/** Commands that told of a failure although the API carried out all they asked for. */
function falseAlarms(history: History, itemOf: ReadonlyMap<string, string>): readonly Flaw[] {
  const done = new Set(itemOf.values());
  return commandResults(history)
    .filter(({ code, items }) => code !== 0 && items.every((item) => done.has(item)))
    .map(({ process, code, n }) => ({
      n,
      message: `${process} ended with code ${code} although the API carried out all its calls`,
    }));
}

interface Flaw {
  readonly n: number;
  readonly message: string;
}

function judge(history: History, itemOf: ReadonlyMap<string, string>): Finding {
  const executions = history.executions();
  const ofExecutions = executions.flatMap((execution): readonly Flaw[] => {
    const { status, results, items, key, n } = execution;
    const output =
      status === 'success' && results !== undefined ? flaw(results, items, itemOf) : undefined;
    const told = flawOfAnswer(execution, itemOf);
    return [
      ...(output === undefined ? [] : [{ n, message: `the output of ${key} ${output}` }]),
      ...(told === undefined ? [] : [{ n, message: `the webhook's answer to ${key} ${told}` }]),
    ];
  });
  const flaws = [...ofExecutions, ...falseAlarms(history, itemOf)];
  const [first, ...others] = flaws;
  if (first !== undefined)
    return violated(
      `${count(flaws.length, 'result')} of executions ${flaws.length === 1 ? 'is' : 'are'} wrong: ${first.message}.`,
      [first.n, ...others.map(({ n }) => n)],
    );
  const looked = executions.filter(
    ({ status, results }) => status === 'success' && results !== undefined,
  );
  const answered = executions.filter(({ answer }) => answer !== undefined);
  return holds(
    `${count(looked.length, 'output')} and ${count(answered.length, 'answer')} to callers carry what the API said, item by item.`,
    looked.map(({ n }) => n),
  );
}

/** Checks that what a workflow gives, and tells its caller, is what the API answered. */
export const resultsBelongToItems = defineChecker({
  name: 'results-belong-to-items',
  judges: 'safety',
  invariant:
    "An execution that succeeds gives for each item the API's answer to that item, in the order of the items, and whoever called is told the same; of one that fails the caller is told so.",
  basis:
    'The next node writes these results somewhere: an answer that was lost, doubled or given to another item damages data that has nothing to do with OAuth.',
  check(history) {
    const executions = history.executions();
    if (executions.length === 0) return notLookedAt('No execution ended.');
    const known = executions.some(
      ({ results, answer }) => results !== undefined || answer !== undefined,
    );
    return known
      ? judge(history, itemsByReceipt(history))
      : notLookedAt('The record has no results of executions.');
  },
});
