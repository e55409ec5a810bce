import { stub } from 'sinon';
import { expect, test } from 'vitest';
import { toMs } from '../model/duration.ts';
import { VirtualClock } from './clock.ts';

function setUp(): {
  clock: VirtualClock;
  moved: ReturnType<typeof stub>;
  pass: (ms: number) => void;
} {
  let real = 0;
  const moved = stub();
  return {
    clock: new VirtualClock({ moved }, 1_000_000, () => real),
    moved,
    pass: (ms) => (real += ms),
  };
}

test('follows real time and adds every advance', () => {
  const { clock, pass } = setUp();
  pass(250);
  expect(clock.now()).toBe(1_000_250);
  clock.advance(toMs('1h'));
  pass(0.4);
  pass(0.6);
  expect(clock.now()).toBe(1_000_251 + 3_600_000);
});

test('issuer and resource differ by their skew only', () => {
  const { clock } = setUp();
  clock.skew('issuer', -5_000);
  clock.skew('resource', 7_000);
  clock.advance(100);
  expect([clock.now(), clock.now('issuer'), clock.now('resource')]).toEqual([
    1_000_100, 995_100, 1_007_100,
  ]);
  clock.skew('both', 0);
  expect(clock.now('issuer')).toBe(clock.now('resource'));
});

test('what falls due happens in order and at its own time, however far the jump', () => {
  const { clock } = setUp();
  const seen: [string, number][] = [];
  clock.at(1_000_000 + toMs('90d'), () => seen.push(['b', clock.now()]));
  clock.at(1_000_000 + toMs('1h'), () => seen.push(['a', clock.now()]));
  clock.at(1_000_000 + toMs('2h'), () => seen.push(['cancelled', clock.now()]))();
  clock.advance(toMs('1y'));
  expect(seen).toEqual([
    ['a', 1_000_000 + toMs('1h')],
    ['b', 1_000_000 + toMs('90d')],
  ]);
});

test('a far timer does not fire early', () => {
  const { clock } = setUp();
  const fired = stub();
  clock.at(1_000_000 + toMs('90d'), fired);
  clock.advance(toMs('89d'));
  expect(fired.callCount).toBe(0);
  clock.advance(toMs('1d'));
  expect(fired.callCount).toBe(1);
});

test('tells every move, and refuses to go back', () => {
  const { clock, moved } = setUp();
  clock.advance(10);
  clock.advance(5);
  clock.skew('issuer', -3);
  expect(moved.args).toEqual([
    ['both', 10],
    ['both', 15],
    ['issuer', -3],
  ]);
  expect(() => clock.advance(-1)).toThrow(RangeError);
  expect(() => clock.skew('both', Number.NaN)).toThrow(RangeError);
});

test('frozen, it moves only when told; unfrozen, it goes on from there', () => {
  const { clock, pass } = setUp();
  clock.freeze();
  pass(5_000);
  expect([clock.now(), clock.frozen]).toEqual([1_000_000, true]);
  clock.advance(100);
  expect(clock.now()).toBe(1_000_100);
  clock.unfreeze();
  pass(7);
  expect([clock.now(), clock.frozen]).toEqual([1_000_107, false]);
});

test('is set to a moment to come, never to one that is over', () => {
  const { clock } = setUp();
  clock.set(2_000_000);
  expect(clock.now()).toBe(2_000_000);
  for (const moment of [1_999_999, Number.NaN])
    expect(() => clock.set(moment)).toThrow(/not a moment to come/);
});
