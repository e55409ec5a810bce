import type { CheckerName } from '../../check/checkers/index.ts';
import type { CorrectClient } from '../../reference-clients/correct-client.ts';
import { AsksForMoreScope } from './asks-for-more-scope.ts';
import { DropsEveryToken } from './drops-every-token.ts';
import { ForgetsRotatedToken } from './forgets-rotated-token.ts';
import { HammersTokenEndpoint } from './hammers-token-endpoint.ts';
import { LeaksTokenInError } from './leaks-token-in-error.ts';
import { MergesHtmlReply } from './merges-html-reply.ts';
import { NeverRefreshes } from './never-refreshes.ts';
import { NoSingleFlight } from './no-single-flight.ts';
import { RefreshesOn403 } from './refreshes-on-403.ts';
import { RepeatsAcceptedItems } from './repeats-accepted-items.ts';
import { SavesIntoWrongField } from './saves-into-wrong-field.ts';
import { SwallowsErrors } from './swallows-errors.ts';
import { WaitsForEver } from './waits-for-ever.ts';

/** A reference client that makes one mistake, and the checker that must find the mistake. */
export interface WrongClient {
  readonly create: () => CorrectClient;
  /** The checker that exists for this mistake. */
  readonly caughtBy: CheckerName;
  /** A scenario in which the checker must find it. */
  readonly caughtIn: string;
}

/** Every wrong client by name. `fault-was-met` has none: it judges the run, not the client. */
export const wrongClients = {
  'no-single-flight': {
    create: () => new NoSingleFlight(),
    caughtBy: 'one-refresh-per-expiry',
    caughtIn: 'rotation/grace',
  },
  'forgets-rotated-token': {
    create: () => new ForgetsRotatedToken(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'guide/rotation-is-stored',
  },
  'hammers-token-endpoint': {
    create: () => new HammersTokenEndpoint(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'guide/rate-limit',
  },
  'swallows-errors': {
    create: () => new SwallowsErrors(),
    caughtBy: 'failure-is-visible',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'leaks-token-in-error': {
    create: () => new LeaksTokenInError(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'refreshes-on-403': {
    create: () => new RefreshesOn403(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'guide/scope-mismatch',
  },
  'repeats-accepted-items': {
    create: () => new RepeatsAcceptedItems(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'reply/lost-after-commit-reusable',
  },
  'saves-into-wrong-field': {
    create: () => new SavesIntoWrongField(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'never-refreshes': {
    create: () => new NeverRefreshes(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'control/expired-access-token',
  },
  'merges-html-reply': {
    create: () => new MergesHtmlReply(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'outage/token-endpoint-html-page',
  },
  'waits-for-ever': {
    create: () => new WaitsForEver(),
    caughtBy: 'recovery-within-budget',
    caughtIn: 'guide/refresh-token-missing',
  },
  'asks-for-more-scope': {
    create: () => new AsksForMoreScope(),
    caughtBy: 'scope-within-grant',
    caughtIn: 'control/expired-access-token',
  },
  'drops-every-token': {
    create: () => new DropsEveryToken(),
    caughtBy: 'others-unaffected',
    caughtIn: 'blast-radius/family-revoked',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;

export type WrongClientName = keyof typeof wrongClients;
