import type { WrongClient } from '../wrong-client.ts';
import { AsksAgainForEachWaiter } from './asks-again-for-each-waiter.ts';
import { AsksAtOnceAfter503 } from './asks-at-once-after-503.ts';
import { AsksForEnteredScope } from './asks-for-entered-scope.ts';
import { AsksForMoreScope } from './asks-for-more-scope.ts';
import { AsksOnAfterRevocation } from './asks-on-after-revocation.ts';
import { AsksUntilItWorks } from './asks-until-it-works.ts';
import { AsksWithoutRefreshToken } from './asks-without-refresh-token.ts';
import { GivesUpEarly } from './gives-up-early.ts';
import { HammersTokenEndpoint } from './hammers-token-endpoint.ts';
import { IgnoresExpiredStatus } from './ignores-expired-status.ts';
import { InsistsOnRefreshToken } from './insists-on-refresh-token.ts';
import { KeepsFirstSecret } from './keeps-first-secret.ts';
import { MakesUpForMissedRefreshes } from './makes-up-for-missed-refreshes.ts';
import { NeverRefreshes } from './never-refreshes.ts';
import { NoSingleFlight } from './no-single-flight.ts';
import { ReadsExpiryInToken } from './reads-expiry-in-token.ts';
import { ReadsNoDate } from './reads-no-date.ts';
import { RefreshesAtEveryStart } from './refreshes-at-every-start.ts';
import { RefreshesForEachExecution } from './refreshes-for-each-execution.ts';
import { RefreshesForEachItem } from './refreshes-for-each-item.ts';
import { RefreshesForEachPair } from './refreshes-for-each-pair.ts';
import { RefreshesForEver } from './refreshes-for-ever.ts';
import { RefreshesInBackground } from './refreshes-in-background.ts';
import { RefreshesMinutesEarly } from './refreshes-minutes-early.ts';
import { RefreshesOn400 } from './refreshes-on-400.ts';
import { RefreshesOn403 } from './refreshes-on-403.ts';
import { RefreshesOn404 } from './refreshes-on-404.ts';
import { RefreshesOn429 } from './refreshes-on-429.ts';
import { RefreshesOn500 } from './refreshes-on-500.ts';
import { RepeatsCallsAtOnceAfter503 } from './repeats-calls-at-once-after-503.ts';
import { RepeatsThrottledCalls } from './repeats-throttled-calls.ts';
import { ShowsOldTokenFirst } from './shows-old-token-first.ts';
import { TakesLateRefusalForNew } from './takes-late-refusal-for-new.ts';
import { TakesPassedDateForDeath } from './takes-passed-date-for-death.ts';
import { TakesTokensOfAnybody } from './takes-tokens-of-anybody.ts';

/** Mistakes in when and how often new tokens are asked for. */
export const refreshMistakes = {
  'insists-on-refresh-token': {
    create: () => new InsistsOnRefreshToken(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'client-credentials/concurrent-expiry',
  },
  'asks-for-more-scope': {
    create: () => new AsksForMoreScope(),
    caughtBy: 'scope-within-grant',
    caughtIn: 'control/expired-access-token',
  },
  'gives-up-early': {
    create: () => new GivesUpEarly(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'outage/token-endpoint-slow',
  },
  'hammers-token-endpoint': {
    create: () => new HammersTokenEndpoint(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'guide/rate-limit-with-retry',
  },
  'ignores-expired-status': {
    create: () => new IgnoresExpiredStatus(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'resource/expiry-told-as-403',
  },
  'never-refreshes': {
    create: () => new NeverRefreshes(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'control/expired-access-token',
  },
  'no-single-flight': {
    create: () => new NoSingleFlight(),
    caughtBy: 'one-refresh-per-expiry',
    caughtIn: 'client-credentials/concurrent-expiry',
  },
  'refreshes-on-400': {
    create: () => new RefreshesOn400(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/server-error',
  },
  'refreshes-on-403': {
    create: () => new RefreshesOn403(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'guide/scope-mismatch',
  },
  'asks-on-after-revocation': {
    create: () => new AsksOnAfterRevocation(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'guide/refresh-token-revoked-reconnect',
  },
  'asks-again-for-each-waiter': {
    create: () => new AsksAgainForEachWaiter(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'revocation/family-revoked',
  },
  'asks-until-it-works': {
    create: () => new AsksUntilItWorks(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'outage/token-endpoint-throttled',
  },
  'asks-without-refresh-token': {
    create: () => new AsksWithoutRefreshToken(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'guide/refresh-token-missing',
  },
  'makes-up-for-missed-refreshes': {
    create: () => new MakesUpForMissedRefreshes(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'refreshes-at-every-start': {
    create: () => new RefreshesAtEveryStart(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'control/no-fault',
  },
  'refreshes-for-each-execution': {
    create: () => new RefreshesForEachExecution(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'rotation/concurrent-refresh',
  },
  'refreshes-for-each-item': {
    create: () => new RefreshesForEachItem(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/rejected-batch',
  },
  'refreshes-for-each-pair': {
    create: () => new RefreshesForEachPair(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/rejected-batch',
  },
  'refreshes-for-ever': {
    create: () => new RefreshesForEver(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/rejected-for-ever',
  },
  'refreshes-in-background': {
    create: () => new RefreshesInBackground(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'control/expired-access-token',
  },
  'refreshes-on-404': {
    create: () => new RefreshesOn404(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/server-error',
  },
  'refreshes-on-429': {
    create: () => new RefreshesOn429(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/throttled',
  },
  'refreshes-on-500': {
    create: () => new RefreshesOn500(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'resource/server-error',
  },
  'repeats-throttled-calls': {
    create: () => new RepeatsThrottledCalls(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'resource/throttled',
  },
  'shows-old-token-first': {
    create: () => new ShowsOldTokenFirst(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'rotation/second-expiry',
  },
  'takes-late-refusal-for-new': {
    create: () => new TakesLateRefusalForNew(),
    caughtBy: 'one-refresh-per-expiry',
    caughtIn: 'rotation/late-refusal',
  },
  'asks-for-entered-scope': {
    create: () => new AsksForEnteredScope(),
    caughtBy: 'scope-within-grant',
    caughtIn: 'credential/fields-as-expressions',
  },
  'reads-no-date': {
    create: () => new ReadsNoDate(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'throttle/token-429-date',
  },
  'takes-passed-date-for-death': {
    create: () => new TakesPassedDateForDeath(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'clock/n8n-ahead-1y',
  },
  'keeps-first-secret': {
    create: () => new KeepsFirstSecret(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'revocation/secret-rotated',
  },
  'repeats-calls-at-once-after-503': {
    create: () => new RepeatsCallsAtOnceAfter503(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'outage/says-for-how-long',
  },
  'asks-at-once-after-503': {
    create: () => new AsksAtOnceAfter503(),
    caughtBy: 'retry-after-honoured',
    caughtIn: 'outage/says-for-how-long',
  },
  'reads-expiry-in-token': {
    create: () => new ReadsExpiryInToken(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'keys/rotated',
  },
  'takes-tokens-of-anybody': {
    create: () => new TakesTokensOfAnybody(),
    caughtBy: 'identity-unchanged',
    caughtIn: 'identity/subject-swapped',
  },
  'refreshes-minutes-early': {
    create: () => new RefreshesMinutesEarly(),
    caughtBy: 'no-needless-refresh',
    caughtIn: 'access-token/lives-for-seconds',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
