import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alarms } from './alarms.ts';

test('rings in order of time, then of setting, whatever was cancelled', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ due: fc.nat(20), cancelled: fc.boolean() }), { maxLength: 60 }),
      fc.nat(25),
      (wanted, until) => {
        const alarms = new Alarms();
        const rung: number[] = [];
        const cancel = wanted.map(({ due }, index) => alarms.set(due, () => rung.push(index)));
        wanted.forEach(({ cancelled }, index) => cancelled && cancel[index]?.());
        for (let next = alarms.next(until); next !== undefined; next = alarms.next(until))
          next.callback();
        const expected = [...wanted.entries()]
          .filter(([, { due, cancelled }]) => !cancelled && due <= until)
          .sort(([a, one], [b, other]) => one.due - other.due || a - b);
        expect(rung).toEqual(expected.map(([index]) => index));
      },
    ),
  );
});

test('cancelled alarms are thrown away when they are many, and the others still ring', () => {
  const alarms = new Alarms();
  const rung: number[] = [];
  const cancel = Array.from({ length: 5_000 }, (_, index) =>
    alarms.set(5_000 - index, () => rung.push(index)),
  );
  cancel.forEach((stop, index) => index % 10 !== 0 && stop());
  cancel.forEach((stop, index) => index % 10 !== 0 && stop());
  for (let next = alarms.next(10_000); next !== undefined; next = alarms.next(10_000))
    next.callback();
  expect(rung).toEqual(Array.from({ length: 500 }, (_, index) => 4_990 - index * 10));
});
