import type { EventOf, HistoryEventBody } from '../../model/event.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { TokenRef } from '../views/token-ref.ts';

/** A token's name in a made-up history; the fingerprint is readable, so a failing test is too. */
export const access = (generation: number, family = 'f1'): TokenRef => ({
  kind: 'access',
  family,
  generation,
  fingerprint: `at-${family}-${generation}`,
});
export const refresh = (generation: number, family = 'f1'): TokenRef => ({
  kind: 'refresh',
  family,
  generation,
  fingerprint: `rt-${family}-${generation}`,
});

const SCENARIO: Scenario = {
  name: 'test/story',
  title: 'A story for tests',
  why: 'Checkers are tested with histories made by hand.',
  workflows: { main: { use: 'http-request' } },
  plan: [{ do: 'execute' }],
  expect: { recovery: 'automatic' },
};

export type Head = Extract<HistoryEventBody, { type: 'scenario' }>;

/** A first event that says little, with what a test cares about put over it. */
export const headOf = (overrides: Partial<Head> = {}): Head => ({
  type: 'scenario',
  schemaVersion: 1,
  scenario: SCENARIO,
  target: '2.41.1',
  seed: 1,
  steps: [],
  credentials: { main: { grant: 'authorization-code', scope: 'read' } },
  expect: { recovery: 'automatic', withinMs: 10_000 },
  ...overrides,
});

export type ExecutionFields = Omit<Partial<EventOf<'execution'>>, 'type' | 'n' | 'at' | 'key'>;
