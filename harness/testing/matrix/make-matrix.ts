import { globMatcher } from '../../model/glob.ts';
import { scenariosForReferenceClients } from '../judge-scenario.ts';
import { wrongClients, type WrongClientName } from '../wrong-clients/index.ts';
import { matrixOf, type Matrix } from './matrix.ts';
import type { Pair, PairOutcome } from './pair.ts';
import { runPairs } from './run-pairs.ts';

/** So many runs share a process; more, and it cannot tell a slow client from a busy one. */
const AT_ONCE = 48;

const NAMES = Object.keys(wrongClients) as readonly WrongClientName[];

/**
 * Scattered in a way that is the same every time, so that runs which wait long, or all compute at
 * the same moment, are not tried together.
 */
function scattered<T>(items: readonly T[]): readonly T[] {
  const step = 7_919;
  return items
    .map((item, index) => [(index * step) % items.length, item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}

/**
 * Tries every wrong client, and the correct one, in every scenario that fits: as it is on a single
 * process without a database. Takes most of an hour on two processors.
 * @param onProgress is told how many pairs are done, and of how many
 */
export async function makeMatrix(
  { scenarios, jobs }: { readonly scenarios: readonly string[]; readonly jobs: number },
  onProgress: (done: number, all: number) => void,
): Promise<Matrix> {
  const matchers = scenarios.map(globMatcher);
  const fitting = (await scenariosForReferenceClients('full'))
    .map(({ name }) => name)
    .filter((name) => matchers.length === 0 || matchers.some((matches) => matches(name)));
  const clients: readonly Pair['client'][] = ['correct', ...NAMES];
  const pairs = scattered(
    fitting.flatMap((scenario) => clients.map((client) => ({ client, scenario }))),
  );
  const outcomes: PairOutcome[] = [];
  await runPairs(pairs, {
    jobs,
    atOnce: AT_ONCE,
    onOutcome(outcome) {
      outcomes.push(outcome);
      onProgress(outcomes.length, pairs.length);
    },
  });
  return matrixOf(outcomes);
}
