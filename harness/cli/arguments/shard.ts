import { usageError } from '../../model/usage-error.ts';
import type { Durations } from '../../plan/durations.ts';

/** Part `index` (from 1) of `count` parts of a suite that take about as long. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `i/n` or `auto`. @throws HarnessError `usage` */
export function parseShard(text: string): Shard | 'auto' {
  if (text === 'auto') return text;
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const shard = { index: Number(match?.[1]), count: Number(match?.[2]) };
  if (match !== null && shard.index >= 1 && shard.index <= shard.count) return shard;
  throw usageError(
    `Could not read --shard: '${text}' is not a part of a whole.`,
    'Write part/parts, counted from 1: --shard 1/4 to --shard 4/4 together run everything once. In a CI job whose server says which part it is: --shard auto.',
  );
}

/** What is told of a scenario for its shard: an exclusive one runs on an n8n beside the others. */
interface Sharded {
  readonly scenario: { readonly name: string };
  readonly exclusive: boolean;
}

/** What a scenario takes of which nothing is recorded, when nothing is of any other. */
const SOME_SECONDS = 1;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? SOME_SECONDS;
}

/**
 * The scenarios of one shard, in their order. The longest goes first to the shard that has least
 * to do, the next to the one that has least then (longest processing time first, Graham 1969);
 * those that run beside the others are spread by themselves. The result depends only on the set of
 * names and on the recorded durations, so that shards need not know of each other.
 * @param recorded seconds by name; what is not recorded counts as the median of the others
 */
export function takeShard<T extends Sharded>(
  scenarios: readonly T[],
  { index, count }: Shard,
  recorded: Durations = {},
): readonly T[] {
  const secondsOf = ({ scenario: { name } }: T): number | undefined =>
    Object.hasOwn(recorded, name) ? recorded[name] : undefined;
  const usual = median(scenarios.flatMap((one) => secondsOf(one) ?? []));
  const sized = scenarios.map((one) => ({ one, seconds: secondsOf(one) ?? usual }));
  const longestFirst = sized.sort(
    (a, b) => b.seconds - a.seconds || (a.one.scenario.name < b.one.scenario.name ? -1 : 1),
  );
  const shards = Array.from({ length: count }, () => ({ alone: 0, beside: 0 }));
  const mine = new Set<T>();
  for (const { one, seconds } of longestFirst) {
    const lane = one.exclusive ? 'alone' : 'beside';
    const least = shards.reduce((best, shard) =>
      shard[lane] < best[lane] ||
      (shard[lane] === best[lane] && shard.alone + shard.beside < best.alone + best.beside)
        ? shard
        : best,
    );
    least[lane] += seconds;
    if (least === shards[index - 1]) mine.add(one);
  }
  return scenarios.filter((one) => mine.has(one));
}
