import { describe, expect, test } from 'vitest';
import { baselineOn, baselineSchema as schemaOf } from './baseline.ts';

const baselineSchema = schemaOf([{ name: 'failure-is-visible' }]);

const entry = (scenario: string, topologies?: readonly string[]) => ({
  scenario,
  violates: ['failure-is-visible'],
  reason: 'It is known for a long time.',
  ...(topologies === undefined ? {} : { topologies }),
});

const baseline = baselineSchema.parse({
  n8n: '2.41.1',
  known: [
    entry('everywhere'),
    entry('in-a-queue', ['queue']),
    entry('with-postgres', ['postgres', 'queue']),
    entry('alone', ['single']),
  ],
});

describe('baselineOn', () => {
  test.each([
    ['single', ['everywhere', 'alone']],
    ['postgres', ['everywhere', 'with-postgres']],
    ['queue', ['everywhere', 'in-a-queue', 'with-postgres']],
    ['unknown', ['everywhere']],
  ] as const)(
    'keeps what holds on %s, and what says nothing of topologies',
    (topology, expected) => {
      const kept = baselineOn(baseline, topology);
      expect(kept.n8n).toBe('2.41.1');
      expect(kept.known.map(({ scenario }) => scenario)).toEqual(expected);
    },
  );
});

describe('a baseline', () => {
  test.each([
    ['a topology that does not exist', entry('a', ['cluster'])],
    ['an empty list of them, which would hold nowhere', entry('a', [])],
    ['the topology of an instance nobody knows', entry('a', ['unknown'])],
    ['a checker that does not exist', { ...entry('a'), violates: ['failure-is-visibl'] }],
    ['a misspelt key', { ...entry('a'), topology: ['queue'] }],
  ])('refuses %s', (_, known) => {
    expect(baselineSchema.safeParse({ n8n: '2.41.1', known: [known] }).success).toBe(false);
  });
});
