import { expect, test } from 'vitest';
import { leftoverText } from './leftover-text.ts';

const nothing = { lease: 'x-1', killed: [], removed: [], bytes: 0, kept: [] };

test('counts processes and folders', () => {
  expect(
    leftoverText({
      ...nothing,
      killed: [7],
      removed: ['/a', '/b'],
      bytes: 34_200_000,
      kept: ['/c'],
    }),
  ).toBe(
    'Cleaned up after a killed run (x-1): 1 process ended, 2 folders removed (34 MB), /c left alone.',
  );
});

test('counts what was in a container daemon', () => {
  expect(leftoverText({ ...nothing, contained: { containers: 3, networks: 1, volumes: 0 } })).toBe(
    'Cleaned up after a killed run (x-1): 0 processes ended, 0 folders removed, 3 containers removed, 1 network removed.',
  );
});

test('says what has to wait, and why', () => {
  expect(
    leftoverText({ ...nothing, postponed: 'Could not use Docker: its daemon does not run.' }),
  ).toBe(
    'Could not clean up after a killed run (x-1) yet. Could not use Docker: its daemon does not run.',
  );
});
