import { describe, expect, test } from 'vitest';
import { baselineOn, baselineSchema as schemaOf } from './baseline.ts';

const baselineSchema = schemaOf([{ name: 'failure-is-visible' }]);

const seen = {
  outcome: 'refresh storm',
  recovery: ['automatic', 'none'],
  violates: { 'failure-is-visible': '^1 failure not visible' },
};
const entry = (scenario: string, topologies?: readonly string[]) => ({
  scenario,
  seen: [seen],
  reason: 'It is known for a long time.',
  ...(topologies === undefined ? {} : { topologies }),
});

const baseline = baselineSchema.parse({
  schemaVersion: 2,
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
  const looking = (part: object) => ({ ...entry('a'), seen: [{ ...seen, ...part }] });
  const says = (pattern: string) => looking({ violates: { 'failure-is-visible': pattern } });

  test('takes an entry that says how a failure looks', () => {
    const known = [looking({ recovery: 'after-remedy', remedy: 'reconnect' })];
    expect(baselineSchema.safeParse({ schemaVersion: 2, n8n: '2.41.1', known }).success).toBe(true);
  });

  test.each([
    ['a topology that does not exist', entry('a', ['cluster'])],
    ['an empty list of them, which would hold nowhere', entry('a', [])],
    ['the topology of an instance nobody knows', entry('a', ['unknown'])],
    ['a checker that does not exist', looking({ violates: { 'failure-is-visibl': '^1 failure' } })],
    ['no checker at all', looking({ violates: {} })],
    ['an outcome that does not exist', looking({ outcome: 'broken' })],
    ['no recovery', looking({ recovery: undefined })],
    ['a remedy where none worked', looking({ remedy: 'reconnect' })],
    ['no remedy where one worked', looking({ recovery: 'after-remedy' })],
    ['a pattern that is no pattern', says('^1 failure (')],
    ['a pattern that begins anywhere', says('failure not visible')],
    ['a pattern that fits anything', says('^.*')],
    ['a pattern that fits any failure', says('^\\d+ execution.*says')],
    ['no way in which it fails', { ...entry('a'), seen: [] }],
    ['a misspelt key', { ...entry('a'), topology: ['queue'] }],
  ])('refuses %s', (_, known) => {
    expect(
      baselineSchema.safeParse({ schemaVersion: 2, n8n: '2.41.1', known: [known] }).success,
    ).toBe(false);
  });
});
