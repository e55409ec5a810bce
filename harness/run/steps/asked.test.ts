import { expect, test } from 'vitest';
import { digestOf, digestOfJson, digestOfPairs } from '../../../mock-provider/index.ts';
import { ITEM, type ApiCall } from '../../model/workflow.ts';
import { askedOf } from './asked.ts';

const CALL: ApiCall = {
  part: '',
  method: 'POST',
  path: `/items/${ITEM}`,
  query: { of: ITEM, at: '100%' },
  headers: { 'X-Order': ITEM },
  body: { item: ITEM },
  bodyType: 'json',
};

const asked = (changes: Partial<ApiCall>, ...items: readonly string[]) => {
  const [first] = askedOf([{ name: 'Call', calls: [{ ...CALL, ...changes }] }], items);
  return first;
};

test('tells names, and values of each item as digests', () => {
  const told = asked({}, 'a', 'b');
  expect(told).toMatchObject({
    method: 'POST',
    query: ['of', 'at'],
    fields: ['item'],
    headers: ['X-Order'],
  });
  const { a, b } = told?.values ?? {};
  for (const one of [a, b])
    for (const digest of [one?.query, one?.body, one?.headers['x-order']])
      expect(digest).toMatch(/^[0-9a-f]{16}$/);
  for (const what of ['query', 'body', 'headers'] as const)
    expect(a?.[what]).not.toEqual(b?.[what]);
});

test('tells a body by its type', () => {
  const digest = (bodyType: ApiCall['bodyType']) => asked({ bodyType }, 'a')?.values?.['a']?.body;
  expect(digest('multipart')).toBe(digestOfPairs([['item', 'a']]));
  expect(digest('json')).toBe(digestOfJson({ item: 'a' }));
  expect(digest('file')).toBe(digestOf('a'));
  expect(digest('multipart-file')).toBe(digestOfPairs([['item', 'order.txt\na']]));
  expect(digest('graphql')).toBe(
    digestOfJson({ variables: { item: 'a' }, query: undefined, operationName: null }),
  );
  expect(asked({ bodyType: 'file' }, 'a')?.fields).toEqual([]);
});

test('has no digest of what there is none of', () => {
  const told = asked({ method: 'GET', query: {}, headers: {}, body: null }, 'a');
  expect(told).toMatchObject({ fields: [], values: { a: {} } });
  expect(told?.values?.['a']).toEqual({ headers: {} });
});

test('tells each kind of call for itself, with the part of the item that it is about', () => {
  const told = askedOf(
    [
      { name: 'Place', calls: [CALL] },
      { name: 'Read', calls: [{ ...CALL, part: 'state', method: 'GET', body: null }] },
    ],
    ['a'],
  );
  expect(told.map(({ method, values = {} }) => [method, Object.keys(values)])).toEqual([
    ['POST', ['a']],
    ['GET', ['a/state']],
  ]);
});
