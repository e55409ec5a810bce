import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('lets in what fits, in order, and the next when slots are given back', async () => {
  const slots = new Slots(10);
  const first = await slots.take(8);
  const order: string[] = [];
  const big = slots.take(8).then((slot) => (order.push('big'), slot));
  const small = slots.take(1).then((slot) => (order.push('small'), slot));
  await turn();
  expect(order).toEqual([]);
  first[Symbol.dispose]();
  await Promise.all([big, small]);
  expect(order).toEqual(['big', 'small']);
});

test('one that wants more than there is gets all, alone', async () => {
  const slots = new Slots(4);
  const all = await slots.take(12);
  let other = false;
  const waiting = slots.take(1).then(() => (other = true));
  await turn();
  expect(other).toBe(false);
  all[Symbol.dispose]();
  await waiting;
});

test('without a limit nobody waits', async () => {
  const slots = new Slots(undefined);
  await slots.take(1_000);
  await slots.take(1_000);
});
