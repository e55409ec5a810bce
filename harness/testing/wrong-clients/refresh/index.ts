import type { WrongClient } from '../wrong-client.ts';
import { AsksForMoreScope } from './asks-for-more-scope.ts';
import { HammersTokenEndpoint } from './hammers-token-endpoint.ts';
import { NeverRefreshes } from './never-refreshes.ts';
import { NoSingleFlight } from './no-single-flight.ts';
import { RefreshesOn403 } from './refreshes-on-403.ts';

/** Mistakes in when and how often new tokens are asked for. */
export const refreshMistakes = {
  'asks-for-more-scope': {
    create: () => new AsksForMoreScope(),
    caughtBy: 'scope-within-grant',
    caughtIn: 'control/expired-access-token',
  },
  'hammers-token-endpoint': {
    create: () => new HammersTokenEndpoint(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'guide/rate-limit',
  },
  'never-refreshes': {
    create: () => new NeverRefreshes(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'control/expired-access-token',
  },
  'no-single-flight': {
    create: () => new NoSingleFlight(),
    caughtBy: 'one-refresh-per-expiry',
    caughtIn: 'rotation/grace',
  },
  'refreshes-on-403': {
    create: () => new RefreshesOn403(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'guide/scope-mismatch',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
