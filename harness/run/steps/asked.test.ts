import { expect, test } from 'vitest';
import { digestOfJson, digestOfPairs } from '../../../mock-provider/index.ts';
import { ITEM } from '../../model/workflow.ts';
import { askedOf } from './asked.ts';

const PLAN = {
  method: 'POST',
  query: { of: ITEM, at: '100%' },
  headers: { 'X-Order': ITEM },
  body: { item: ITEM },
  bodyType: 'json',
} as const;

test('tells names, and values of each item as digests', () => {
  const asked = askedOf(PLAN, ['a', 'b']);
  expect(asked).toMatchObject({
    method: 'POST',
    query: ['of', 'at'],
    fields: ['item'],
    headers: ['X-Order'],
  });
  const { a, b } = asked.values ?? {};
  for (const one of [a, b])
    for (const digest of [one?.query, one?.body, one?.headers['x-order']])
      expect(digest).toMatch(/^[0-9a-f]{16}$/);
  for (const what of ['query', 'body', 'headers'] as const)
    expect(a?.[what]).not.toEqual(b?.[what]);
});

test('tells a body by its type', () => {
  const digest = (bodyType: 'json' | 'multipart') =>
    askedOf({ ...PLAN, bodyType }, ['a']).values?.['a']?.body;
  expect(digest('multipart')).toBe(digestOfPairs([['item', 'a']]));
  expect(digest('json')).toBe(digestOfJson({ item: 'a' }));
});

test('has no digest of what there is none of', () => {
  const asked = askedOf({ ...PLAN, method: 'GET', query: {}, headers: {}, body: null }, ['a']);
  expect(asked).toMatchObject({ fields: [], values: { a: {} } });
  expect(asked.values?.['a']).toEqual({ headers: {} });
});
