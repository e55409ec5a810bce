import { expect, test } from 'vitest';
import { OneTimeValues } from './one-time-values.ts';

const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const shown = (verifier: string): OneTimeValues => {
  const values = new OneTimeValues();
  values.describeVerifier('main', verifier);
  return values;
};

test.each([
  ['as it is', VERIFIER],
  ['in base64', Buffer.from(`verifier=${VERIFIER}`).toString('base64')],
])('a code verifier is found %s', (_, text) => {
  expect(new OneTimeValues().hasVerifier(text)).toBe(false);
  expect(shown(VERIFIER).hasVerifier(`debug | ${text} |`)).toBe(true);
});

test('neither a part of a code verifier nor a short one is taken for it', () => {
  expect(shown(VERIFIER).hasVerifier(VERIFIER.slice(0, 30))).toBe(false);
  expect(shown('verifier').hasVerifier('the verifier')).toBe(false);
});

test('a code verifier is found until fifty newer ones have come', () => {
  const values = shown(VERIFIER);
  for (let index = 1; index < 50; index += 1)
    values.describeVerifier('main', `${VERIFIER}${index}`);
  expect(values.hasVerifier(VERIFIER)).toBe(true);
  values.describeVerifier('main', 'another-verifier-that-is-long-enough');
  expect(values.hasVerifier(`${VERIFIER} `)).toBe(false);
});
