import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseShard, takeShard } from './shard.ts';

const items = fc.uniqueArray(
  fc.record({
    scenario: fc.record({ name: fc.stringMatching(/^[a-z]{1,6}\/[a-z]{1,6}$/) }),
    exclusive: fc.boolean(),
    seconds: fc.option(fc.double({ min: 0, max: 300, noNaN: true }), { nil: undefined }),
  }),
  { maxLength: 40, selector: ({ scenario }) => scenario.name },
);
type Items = typeof items extends fc.Arbitrary<infer T> ? T : never;

const recorded = (all: Items): Record<string, number> =>
  Object.fromEntries(
    all.flatMap(({ scenario: { name }, seconds }) =>
      seconds === undefined ? [] : [[name, seconds] as const],
    ),
  );
const shards = (all: Items, count: number, durations = recorded(all)): readonly Items[] =>
  Array.from({ length: count }, (_, index) => [
    ...takeShard(all, { index: index + 1, count }, durations),
  ]);
const names = (all: Items): string[] => all.map(({ scenario }) => scenario.name).sort();
const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

it('all shards together are exactly the whole, each scenario once', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 9 }), (all, count) => {
      expect(names(shards(all, count).flat())).toEqual(names(all));
    }),
  );
});

it('a shard depends on names and durations alone, not on their order, and keeps that', () => {
  fc.assert(
    fc.property(
      items.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      fc.integer({ min: 1, max: 5 }),
      ([all, shuffled], count) => {
        const [one, other] = [shards(all, count), shards(shuffled, count)];
        expect(other.map(names)).toEqual(one.map(names));
        for (const shard of other)
          expect(shard).toEqual(shuffled.filter((it) => shard.includes(it)));
      },
    ),
  );
});

it('no shard takes longer than another by more than one scenario, alone and beside others', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 6 }), (all, count) => {
      const known = all.filter(({ seconds }) => seconds !== undefined);
      for (const exclusive of [true, false]) {
        const here = known.filter((one) => one.exclusive === exclusive);
        const longest = Math.max(0, ...here.map(({ seconds = 0 }) => seconds));
        const sums = shards(here, count).map((shard) =>
          shard.reduce((sum, { seconds = 0 }) => sum + seconds, 0),
        );
        expect(spread(sums)).toBeLessThanOrEqual(longest + 1e-6);
      }
    }),
  );
});

it('without recorded durations no shard has two scenarios more than another', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 9 }), (all, count) => {
      const alike = all.map((one) => ({ ...one, exclusive: false }));
      expect(spread(shards(alike, count, {}).map(({ length }) => length))).toBeLessThanOrEqual(1);
    }),
  );
});

it('takes one that nobody recorded for a usual one', () => {
  const of = (name: string) => ({ scenario: { name }, exclusive: false, seconds: undefined });
  const all = ['a/new', 'a/long', 'a/short', 'a/usual'].map(of);
  const durations = { 'a/long': 60, 'a/short': 2, 'a/usual': 30 };
  expect(shards(all, 2, durations).map(names)).toEqual([
    ['a/long', 'a/short'],
    ['a/new', 'a/usual'],
  ]);
});

it.each(['0/4', '5/4', '1', '1/0', '-1/4', '1/4/2', 'a/b', '', 'Auto'])("refuses '%s'", (text) => {
  expect(() => parseShard(text)).toThrow(/is not a part of a whole/);
});

it('leaves auto to the CI server', () => expect(parseShard('auto')).toBe('auto'));
