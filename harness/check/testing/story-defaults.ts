import type { EventOf, HistoryEventBody } from '../../model/event.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { TokenRef } from '../views/token-ref.ts';

/**
 * Name of a token in a test history. Its fingerprint is readable, so that a failing test is easy to
 * read.
 */
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

/** A token request as RFC 6749 has it. */
export const TOKEN_REQUEST_FORM: NonNullable<EventOf<'request'>['form']> = {
  contentType: 'application/x-www-form-urlencoded',
  accept: 'application/json',
  bytes: 60,
  fields: ['grant_type'],
  authentication: ['header'],
  token: [],
  secrets: [{ place: 'headers', name: 'client secret of main' }],
};

/** An authorization request with a state of its own (RFC 6749 §4.1.1). */
export const authorizationRequest = (
  exchange: number,
): Extract<HistoryEventBody, { type: 'request' }> => ({
  type: 'request',
  exchange,
  endpoint: 'authorize',
  method: 'GET',
  path: '/authorize',
  client: 'main',
  requestedScope: 'read',
  authorization: {
    responseType: 'code',
    state: { digest: `state-${exchange}`, characters: 22, bitsAtMost: 130 },
  },
  form: { query: ['response_type', 'state'], authentication: [], token: [], secrets: [] },
});

/** What the first token reply says beside the tokens; a refresh repeats the type only. */
export const MEMBERS = { token_type: 'm1', instance_url: 'm2' };

/** Fields of a request or a reply that a test cares about. */
export type Request = Omit<Partial<EventOf<'request'>>, 'type' | 'n' | 'at'>;
export type Reply = Omit<Partial<EventOf<'reply'>>, 'type' | 'n' | 'at'>;
export type FaultOptions = EventOf<'fault'>['options'];
export type Standing = NonNullable<EventOf<'request'>['presented']>['standing'];

export const SCENARIO: Scenario = {
  name: 'test/story',
  title: 'A story for tests',
  why: 'Checkers are tested with histories made by hand.',
  workflows: { main: { use: 'http-request' } },
  plan: [{ do: 'execute' }],
  expect: { recovery: 'automatic' },
};

export type Head = Extract<HistoryEventBody, { type: 'scenario' }>;

/** A minimal first event, with the fields that a test cares about overridden. */
export const headOf = (overrides: Partial<Head> = {}): Head => ({
  type: 'scenario',
  schemaVersion: 2,
  scenario: SCENARIO,
  target: '2.41.1',
  seed: 1,
  steps: [],
  credentials: { main: { grant: 'authorization-code', scope: 'read', authentication: 'header' } },
  expect: { recovery: 'automatic', withinMs: 10_000 },
  ...overrides,
});

export type StartFields = Omit<Partial<EventOf<'execution-started'>>, 'type' | 'n' | 'at' | 'key'>;
export type ExecutionFields = Omit<Partial<EventOf<'execution'>>, 'type' | 'n' | 'at' | 'key'>;

/** How the API call of an item is written down. */
export const formOf = (
  item: string,
  overrides: Partial<NonNullable<EventOf<'request'>['form']>> = {},
): NonNullable<EventOf<'request'>['form']> => ({
  contentType: 'application/json',
  query: ['of'],
  queryDigest: `query-of-${item}`,
  bytes: 20,
  fields: ['item'],
  bodyDigest: `body-of-${item}`,
  headers: { 'x-order': `header-of-${item}` },
  authentication: [],
  token: ['header'],
  secrets: [],
  ...overrides,
});

/** A reading of what else a client stores. */
export const OTHER_ROWS = {
  type: 'stored-rows',
  rows: [
    { table: 'credentials', row: 'main', columns: { name: 'd1', owner: 'd2' } },
    { table: 'credentials', row: 'that nobody uses', columns: { name: 'd3', data: 'd4' } },
    { table: 'workflows', row: 'main', workflow: 'main', columns: { plan: 'd5' } },
  ],
} as const;
