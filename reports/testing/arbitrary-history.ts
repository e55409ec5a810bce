import fc from 'fast-check';
import type { HistoryEvent, HistoryEventBody } from '../../harness/model/event.ts';
import { History } from '../../harness/model/history.ts';
import { token } from './sample-token.ts';

const exchange = fc.integer({ min: 1, max: 30 });
const endpoint = fc.constantFrom('token' as const, 'resource' as const, 'authorize' as const);
const anyToken = fc
  .record({
    kind: fc.constantFrom('access' as const, 'refresh' as const),
    family: fc.integer({ min: 1, max: 3 }),
    generation: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ kind, family, generation }) => token(kind, family, generation));
const phase = fc.constantFrom(
  'steady' as const,
  'during' as const,
  'healed' as const,
  'remedied' as const,
);
const key = fc.integer({ min: 1, max: 20 }).map((number) => `e${number}`);
const process = fc.constantFrom('main', 'worker-1', 'redis');
const fault = {
  fault: fc.constantFrom('token/throttled', 'access-token/expired'),
  id: fc.constantFrom('a', 'b', 'c'),
  actsOn: fc.constant('token'),
  options: fc.constant({}),
};

/** Random events. Their order need not make sense. */
const body: fc.Arbitrary<HistoryEventBody> = fc.oneof(
  fc.record({ type: fc.constant('phase' as const), phase }),
  fc.record({
    type: fc.constant('fault' as const),
    state: fc.constantFrom('begin' as const, 'met' as const, 'healed' as const),
    ...fault,
  }),
  fc.record({
    type: fc.constant('request' as const),
    exchange,
    endpoint,
    method: fc.constant('GET'),
    path: fc.constant('/'),
  }),
  fc.record({
    type: fc.constant('reply' as const),
    exchange,
    endpoint,
    outcome: fc.constantFrom('http' as const, 'reset' as const, 'hang' as const),
    delivered: fc.boolean(),
    status: fc.constantFrom(200, 400, 503),
    faults: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('ledger' as const),
    action: fc.constantFrom(
      'issued' as const,
      'spent' as const,
      'replayed' as const,
      'revoked' as const,
      'expired' as const,
      'accepted' as const,
    ),
    token: anyToken,
    realmTimeMs: fc.nat(),
  }),
  fc.record({
    type: fc.constant('gate' as const),
    state: fc.constantFrom('armed' as const, 'opened' as const, 'timed-out' as const),
    wanted: fc.constant(4),
    arrived: fc.constant(4),
    exchanges: fc.array(exchange, { maxLength: 6 }),
  }),
  fc.record({
    type: fc.constant('hold' as const),
    what: fc.constantFrom('refresh' as const, 'api-call' as const),
    moment: fc.constantFrom('before-commit' as const, 'after-save' as const),
    state: fc.constantFrom('armed' as const, 'met' as const, 'released' as const),
  }),
  fc.record({
    type: fc.constant('execution-started' as const),
    key,
    workflow: fc.constant('main'),
    credential: fc.constant('main'),
    phase,
    items: fc.constant(['i1']),
  }),
  fc.record({
    type: fc.constant('execution' as const),
    key,
    workflow: fc.constant('main'),
    credential: fc.constant('main'),
    phase,
    items: fc.constant(['i1']),
    status: fc.constantFrom('success' as const, 'error' as const, 'hung' as const),
    durationMs: fc.nat({ max: 90_000 }),
    leaks: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('stored-credential' as const),
    credential: fc.constant('main'),
    access: anyToken,
    refresh: fc.oneof(anyToken, fc.constant('absent' as const)),
    fields: fc.constant({}),
    live: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('remedy' as const),
    remedy: fc.constant('reconnect' as const),
    state: fc.constantFrom('begin' as const, 'end' as const, 'failed' as const),
  }),
  fc.record({
    type: fc.constant('process' as const),
    process,
    state: fc.constantFrom(
      'started' as const,
      'exited' as const,
      'refused' as const,
      'finished' as const,
      'stopped' as const,
      'killed' as const,
      'paused' as const,
      'resumed' as const,
    ),
  }),
  fc.record({
    type: fc.constant('version' as const),
    from: fc.constantFrom('1.123.81', '2.37.11'),
    to: fc.constant('2.41.1'),
    data: fc.constantFrom('left' as const, 'copy' as const),
    started: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('lock' as const),
    process,
    credential: fc.constantFrom('main', 'other'),
    state: fc.constantFrom(
      'taken' as const,
      'waits' as const,
      'renewed' as const,
      'released' as const,
      'lost' as const,
    ),
  }),
);

/** A pause of any length from zero to half an hour. */
const pause = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.nat({ max: 40 }) },
  { weight: 2, arbitrary: fc.nat({ max: 3_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 1_800_000 }) },
);

/**
 * Histories of every form, also incomplete ones, events in a wrong order, and ends without a
 * beginning.
 */
export const arbitraryHistory: fc.Arbitrary<History> = fc
  .array(fc.tuple(pause, body), { maxLength: 120 })
  .map((parts) => {
    let at = 0;
    const events = parts.map(([ms, part], index): HistoryEvent => {
      at += ms;
      return { n: index + 1, at, ...part };
    });
    return new History(events);
  });
