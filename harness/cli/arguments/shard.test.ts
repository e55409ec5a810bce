import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseShard, takeShard } from './shard.ts';

const names = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,6}\/[a-z]{1,6}$/), { maxLength: 40 })
  .map((all) => all.map((name) => ({ name })));

it('the shards of a suite are the suite, each scenario once, none more than one larger than another', () => {
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 9 }), (all, count) => {
      const shards = Array.from({ length: count }, (_, index) =>
        takeShard(all, { index: index + 1, count }),
      );
      const sorted = (list: readonly { name: string }[]): string[] =>
        list.map(({ name }) => name).sort();
      expect(sorted(shards.flat())).toEqual(sorted(all));
      const sizes = shards.map((shard) => shard.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

it('a shard does not depend on the order in which scenarios come', () => {
  fc.assert(
    fc.property(
      names.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      fc.integer({ min: 1, max: 5 }),
      ([all, shuffled], count) => {
        for (let index = 1; index <= count; index += 1)
          expect(takeShard(shuffled, { index, count })).toEqual(takeShard(all, { index, count }));
      },
    ),
  );
});

it.each(['0/4', '5/4', '1', '1/0', '-1/4', '1/4/2', 'a/b', ''])("refuses '%s'", (text) => {
  expect(() => parseShard(text)).toThrow(/is not a part of a whole/);
});
