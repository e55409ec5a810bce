import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseSuite, orderSuite, type Need } from './choose-suite.ts';

const NEEDS: readonly Need[] = [
  { what: 'hasty', by: ['a', 'b'] },
  { what: 'lazy', by: ['b', 'c'] },
  { what: 'deaf', by: ['c'] },
];
const each = (seconds: Readonly<Record<string, number>>) => (scenario: string) =>
  seconds[scenario] ?? 1;
const named = (choices: ReturnType<typeof chooseSuite>) => choices.map(({ scenario }) => scenario);

test('what does most for its seconds comes first, and nothing is there twice', () => {
  const choices = chooseSuite({ needs: NEEDS, must: new Map(), secondsOf: each({ a: 5 }) });
  expect(choices).toEqual([
    { scenario: 'b', because: undefined, does: ['hasty', 'lazy'], adds: ['hasty', 'lazy'] },
    { scenario: 'c', because: undefined, does: ['lazy', 'deaf'], adds: ['deaf'] },
  ]);
});

test('a scenario that takes long is left out where shorter ones do the same', () => {
  const secondsOf = each({ b: 10 });
  expect(named(chooseSuite({ needs: NEEDS, must: new Map(), secondsOf }))).toEqual(['c', 'a']);
});

test('what must be there comes first and counts', () => {
  const must = new Map([['a', 'smoke']]);
  expect(chooseSuite({ needs: NEEDS, must, secondsOf: () => 1 })).toMatchObject([
    { scenario: 'a', because: 'smoke', adds: ['hasty'] },
    { scenario: 'c', because: undefined, adds: ['lazy', 'deaf'] },
  ]);
});

test('a choice that later ones make needless is taken back', () => {
  const needs: readonly Need[] = [
    { what: '1', by: ['middle', 'left'] },
    { what: '2', by: ['middle', 'right'] },
    { what: '3', by: ['left'] },
    { what: '4', by: ['right'] },
    { what: '5', by: ['left'] },
    { what: '6', by: ['right'] },
  ];
  const secondsOf = each({ middle: 0.1 });
  expect(named(chooseSuite({ needs, must: new Map(), secondsOf })).toSorted()).toEqual([
    'left',
    'right',
  ]);
});

test('asked for twice, each is done twice where there are so many', () => {
  const choices = chooseSuite({ needs: NEEDS, must: new Map(), secondsOf: () => 1, times: 2 });
  expect(named(choices).toSorted()).toEqual(['a', 'b', 'c']);
});

test('a suite that is there is put in order, with what adds nothing last', () => {
  const options = { needs: NEEDS, must: new Map([['z', 'asked for']]), secondsOf: each({ a: 3 }) };
  expect(named(orderSuite(['a', 'b', 'c'], options))).toEqual(['b', 'c', 'a']);
});

test('whatever is needed and can be done, is done, and no choice can be left out', () => {
  const scenario = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const need = fc.record({ what: fc.string(), by: fc.uniqueArray(scenario) });
  fc.assert(
    fc.property(
      fc.array(need, { maxLength: 12 }),
      fc.dictionary(scenario, fc.integer({ min: 1, max: 9 })),
      (needs, seconds) => {
        const chosen = named(chooseSuite({ needs, must: new Map(), secondsOf: each(seconds) }));
        const done = (names: readonly string[]): boolean =>
          needs.every(({ by }) => by.length === 0 || by.some((name) => names.includes(name)));
        expect(done(chosen)).toBe(true);
        for (const one of chosen) expect(done(chosen.filter((name) => name !== one))).toBe(false);
      },
    ),
  );
});
