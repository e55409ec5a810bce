import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Places } from './places.ts';

/** Takes a place and notes when it was got. */
function asking(places: Places, got: string[], name: string) {
  return places.take().then((place) => (got.push(name), place));
}

test('as many as there are places get one, the next when one leaves, in order', async () => {
  const places = new Places(2);
  const got: string[] = [];
  const [one] = await Promise.all([asking(places, got, 'one'), asking(places, got, 'two')]);
  const three = asking(places, got, 'three');
  void asking(places, got, 'four');
  await turn();
  expect(got).toEqual(['one', 'two']);
  one[Symbol.dispose]();
  await three;
  await turn();
  expect(got).toEqual(['one', 'two', 'three']);
});

test('whoever waits lends its place, and nobody else gets in when it goes on and leaves', async () => {
  const places = new Places(1);
  const got: string[] = [];
  const patient = await asking(places, got, 'patient');
  const other = asking(places, got, 'other');
  void asking(places, got, 'last');
  await turn();
  expect(got).toEqual(['patient']);
  patient.waiting(1);
  patient.waiting(1);
  await other;
  await turn();
  expect(got).toEqual(['patient', 'other']);
  patient.waiting(-1);
  patient.waiting(-1);
  patient[Symbol.dispose]();
  await turn();
  // Two were at work in one place.
  expect(got).toEqual(['patient', 'other']);
  (await other)[Symbol.dispose]();
  await turn();
  expect(got).toEqual(['patient', 'other', 'last']);
});

test('one that ends while it waits has given its place back already', async () => {
  const places = new Places(1);
  const got: string[] = [];
  const cut = await asking(places, got, 'cut');
  cut.waiting(1);
  cut[Symbol.dispose]();
  await asking(places, got, 'next');
  void asking(places, got, 'too many');
  await turn();
  expect(got).toEqual(['cut', 'next']);
});
