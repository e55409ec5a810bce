import { usageError } from '../../model/usage-error.ts';

/** Part `index` (from 1) of `count` equal parts of a suite. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `i/n`. @throws HarnessError `usage` */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const shard = { index: Number(match?.[1]), count: Number(match?.[2]) };
  if (match !== null && shard.index >= 1 && shard.index <= shard.count) return shard;
  throw usageError(
    `Could not read --shard: '${text}' is not a part of a whole.`,
    'Write part/parts, counted from 1: --shard 1/4 to --shard 4/4 together run everything once.',
  );
}

/** The scenarios of one shard. The result depends only on the set of names, not on their order. */
export function takeShard<T extends { readonly name: string }>(
  scenarios: readonly T[],
  { index, count }: Shard,
): readonly T[] {
  const byName = [...scenarios].sort((one, other) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : 0,
  );
  return byName.filter((_, position) => position % count === index - 1);
}
