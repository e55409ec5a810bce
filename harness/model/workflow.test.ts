import { expect, test } from 'vitest';
import { allWork, isWorkOn, portionsOf, workOf } from './workflow.ts';

const call = (part: string) =>
  ({
    part,
    method: 'GET',
    path: '/',
    query: {},
    headers: {},
    body: null,
    bodyType: 'json',
  }) as const;

test('work is named by its item, and by the part of it where there are several', () => {
  expect([workOf('e1.1', call('')), workOf('e1.1', call('2'))]).toEqual(['e1.1', 'e1.1/2']);
  expect([isWorkOn('e1.1', 'e1.1'), isWorkOn('e1.1', 'e1.1/2')]).toEqual([true, true]);
  expect([isWorkOn('e1.1', 'e1.10'), isWorkOn('e1.1/2', 'e1.1')]).toEqual([false, false]);
});

test('all work comes node by node, item by item, call by call', () => {
  const nodes = [
    { name: 'Pages', calls: [call(''), call('2')] },
    { name: 'Once', calls: [call('once')] },
  ];
  expect(allWork(nodes, ['a', 'b'])).toEqual(['a', 'a/2', 'b', 'b/2', 'a/once', 'b/once']);
});

test('items go in portions, the last of which may be smaller', () => {
  const portions = (atATime: number | null, ...items: readonly string[]) =>
    portionsOf(items, { atATime });
  expect(portions(2, 'a', 'b', 'c')).toEqual([['a', 'b'], ['c']]);
  expect(portions(null, 'a', 'b', 'c')).toEqual([['a', 'b', 'c']]);
  expect(portions(null)).toEqual([]);
});
