import { expect, test } from 'vitest';
import { knownEntry } from '../testing/known-entry.ts';
import { idleEntries } from './idle-entries.ts';

const baseline = {
  schemaVersion: 2 as const,
  n8n: '2.41.1',
  known: [knownEntry('a/b'), knownEntry('c/d'), knownEntry('e/f', { topologies: ['queue'] })],
};

test('tells what a run does not try, and why', () => {
  expect(idleEntries(baseline, 'single', ['a/b', 'e/f'])).toBe(
    '1 of 2 known failures not tried: listed for other topologies (queue).',
  );
  expect(idleEntries(baseline, 'single', ['e/f'])).toBe(
    'its only known failure not tried: listed for other topologies (queue).',
  );
});

test.each([[['a/b']], [['mine/own']], [[]]])(
  'says nothing about scenarios that were not chosen: %j',
  (chosen) => {
    expect(idleEntries(baseline, 'single', chosen)).toBeUndefined();
  },
);

test('says nothing when everything is tried', () => {
  expect(idleEntries(baseline, 'queue', ['a/b', 'c/d', 'e/f'])).toBeUndefined();
});
