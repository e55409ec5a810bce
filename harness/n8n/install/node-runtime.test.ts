import { expect, test } from 'vitest';
import { pickNode } from './node-runtime.ts';
import type { NodeRuntime } from './node-runtime.ts';

const node = (version: string, from: string): NodeRuntime => ({
  version,
  binary: `${from}/node`,
  headers: null,
});

test.each([
  ['>=24.0.0', ['22.22.0', '24.1.0'], '24.1.0'],
  ['>=22.22', ['22.22.0', '24.1.0'], '24.1.0'],
  ['>=22.22', ['22.22.0'], '22.22.0'],
  ['>=20.19 <= 24.x', ['22.22.0', '24.21.0'], '24.21.0'],
  ['>=18.17 <= 22', ['24.21.0', '22.23.3'], '22.23.3'],
  ['>=18.17 <= 22', ['24.21.0'], undefined],
  ['>=24', ['25.1.0'], undefined],
  ['*', ['23.0.0', '20.19.0'], '20.19.0'],
])('%s among %j is %s', (range, versions, expected) => {
  expect(
    pickNode(
      range,
      versions.map((version) => node(version, '/x')),
    )?.version,
  ).toBe(expected);
});

test('of the same major the first at hand is taken', () => {
  expect(pickNode('>=20', [node('24.1.0', '/running'), node('24.9.0', '/packaged')])?.binary).toBe(
    '/running/node',
  );
});
