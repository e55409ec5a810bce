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
    '2 of 3 known failures not tried: 1 for other topologies (queue) and 1 for scenarios that were not chosen.',
  );
});

test('says nothing when everything is tried', () => {
  expect(idleEntries(baseline, 'queue', ['a/b', 'c/d', 'e/f'])).toBeUndefined();
});
