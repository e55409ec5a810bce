import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated, type Finding } from '../../model/finding.ts';
import type { RecordedExchange, History } from '../../model/history.ts';
import { callsOutOfTurn, type CallOutOfTurn } from '../views/calls-out-of-turn.ts';
import { commandResults, type CommandResult } from '../views/commands.ts';
import { count } from '../views/words.ts';

type Execution = EventOf<'execution'>;

/**
 * Idempotent methods (RFC 9110 §9.2.2): repeating such a request costs time but has no second side
 * effect.
 */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

function acceptedByItem(history: History): ReadonlyMap<string, readonly RecordedExchange[]> {
  const byItem = new Map<string, RecordedExchange[]>();
  for (const exchange of history.exchanges()) {
    const { request, reply } = exchange;
    if (request.endpoint !== 'resource' || request.item === undefined || reply?.accepted !== true)
      continue;
    byItem.set(request.item, [...(byItem.get(request.item) ?? []), exchange]);
  }
  return byItem;
}

/** A call that came again with its idempotency key has the receipt of the first one. */
const isDoubled = (calls: readonly RecordedExchange[]): boolean =>
  new Set(
    calls
      .filter(({ request }) => !IDEMPOTENT.has(request.method))
      .map(({ request, reply }) => reply?.receipt ?? request.n),
  ).size > 1;

/**
 * Finds items that the API accepted more than once. It looks at every item for which the API was
 * called, because `n8n execute` beside the server has items that no execution of the history was
 * given.
 */
function doubledItems(
  executions: readonly Execution[],
  accepted: ReadonlyMap<string, readonly RecordedExchange[]>,
): Finding | undefined {
  const doubled = [...accepted].filter(([, calls]) => isDoubled(calls));
  const [first] = doubled;
  if (first === undefined) return undefined;
  const [item, calls] = first;
  const key = executions.find(({ items }) => items.includes(item))?.key;
  const numbers = doubled.flatMap(([, all]) =>
    all.map(({ reply, request }) => reply?.n ?? request.n),
  );
  return violated(
    `${count(doubled.length, 'item')} had a side effect more than once: ${item}${key === undefined ? '' : ` of execution ${key}`} was accepted ${calls.length} times.`,
    [numbers[0] ?? 0, ...numbers.slice(1)],
  );
}

/** Work that nobody waits for: an operator who was told of a failure does it once more. */
function workOutOfTurn(calls: readonly CallOutOfTurn[]): Finding | undefined {
  const [first] = calls;
  if (first === undefined) return undefined;
  const [one = 0, ...others] = calls.flatMap(({ evidence }) => evidence);
  return violated(
    `${count(calls.length, 'call')} of the API accepted out of turn: ${first.item} ${first.key === undefined ? 'was given to no execution' : `after execution ${first.key} had been reported as ended`}.`,
    [one, ...others],
  );
}

function judge(
  executions: readonly Execution[],
  commands: readonly CommandResult[],
  accepted: ReadonlyMap<string, readonly RecordedExchange[]>,
): Finding {
  const doubled = doubledItems(executions, accepted);
  if (doubled !== undefined) return doubled;
  const lost = executions
    .filter(({ status }) => status === 'success')
    .flatMap((execution) =>
      execution.items.filter((item) => !accepted.has(item)).map((item) => ({ item, execution })),
    );
  const [missing] = lost;
  if (missing !== undefined) {
    const numbers = [...new Set(lost.map(({ execution }) => execution.n))];
    return violated(
      `${count(lost.length, 'item')} of executions that say success never reached the API: ${missing.item} of execution ${missing.execution.key}.`,
      [missing.execution.n, ...numbers.slice(1)],
    );
  }
  const untrue = commands.find(
    ({ code, items }) => code === 0 && items.some((item) => !accepted.has(item)),
  );
  if (untrue !== undefined)
    return violated(
      `${untrue.process} ended with code 0 although an item of it was never accepted by the API.`,
      [untrue.n],
    );
  return holds(
    describe(executions, accepted),
    executions.map(({ n }) => n),
  );
}

function describe(
  executions: readonly Execution[],
  accepted: ReadonlyMap<string, readonly RecordedExchange[]>,
): string {
  const done = executions
    .filter(({ status }) => status === 'success')
    .flatMap(({ items }) => items);
  const rest = executions
    .filter(({ status }) => status !== 'success')
    .flatMap(({ items }) => items);
  const reread = [...accepted.values()].filter((calls) => calls.length > 1).length;
  const without = executions.filter(({ status }) => status === 'lost').length;
  return [
    `${count(done.length, 'item')} of successful executions accepted`,
    ...(rest.length > 0
      ? [
          `${rest.filter((item) => accepted.has(item)).length} of ${count(rest.length, 'item')} of the others, none with a second side effect`,
        ]
      : []),
    ...(reread > 0
      ? [
          `${count(reread, 'item')} asked for more than once in a way that has no second side effect`,
        ]
      : []),
    ...(without > 0
      ? [`${count(without, 'execution')} left no result; their items were accepted at most once`]
      : []),
  ]
    .join('; ')
    .concat('.');
}

/** Checks that no item is lost and none is processed twice. */
export const itemsAcceptedExactlyOnce = defineChecker({
  name: 'items-accepted-exactly-once',
  judges: 'safety',
  invariant:
    'Every item of a successful execution is accepted by the API, no item has its side effect twice, and nothing is done for an execution that has been reported as ended.',
  basis:
    'A retry after a refresh must repeat what was refused and nothing else (RFC 9110 §9.2.2); a user loses or doubles data otherwise.',
  check(history) {
    const executions = history.executions();
    if (executions.length === 0) return unknown('No execution ended.');
    const told = judge(executions, commandResults(history), acceptedByItem(history));
    const outOfTurn = told.verdict === 'holds' ? workOutOfTurn(callsOutOfTurn(history)) : undefined;
    const finding = outOfTurn ?? told;
    const ended = new Set(executions.map(({ key }) => key));
    const open = history.of('execution-started').filter(({ key }) => !ended.has(key));
    return finding.verdict === 'holds' && open.length > 0
      ? unknown(
          `${count(open.length, 'execution')} began and never ended.`,
          open.map(({ n }) => n),
        )
      : finding;
  },
});
