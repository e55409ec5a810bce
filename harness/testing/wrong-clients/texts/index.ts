import type { WrongClient } from '../wrong-client.ts';
import { BlamesCredentialsWhenThrottled } from './blames-credentials-when-throttled.ts';
import { BlamesTheScope } from './blames-the-scope.ts';
import { DumpsTheAnswer } from './dumps-the-answer.ts';
import { HidesThePage } from './hides-the-page.ts';
import { KeepsCodeWithoutAct } from './keeps-code-without-act.ts';
import { KnowsOfNoConnect } from './knows-of-no-connect.ts';
import { LeavesTheAlarmEmpty } from './leaves-the-alarm-empty.ts';
import { NamesOnlyTheExpiry } from './names-only-the-expiry.ts';
import { OverlooksErrorInSuccess } from './overlooks-error-in-success.ts';
import { RaisesNoAlarm } from './raises-no-alarm.ts';
import { ReconnectsForEverything } from './reconnects-for-everything.ts';
import { RefusesWithoutAReason } from './refuses-without-a-reason.ts';
import { RepeatsOldText } from './repeats-old-text.ts';
import { SaysNothing } from './says-nothing.ts';
import { SaysOnlyTheStatus } from './says-only-the-status.ts';
import { SaysRequestFailed } from './says-request-failed.ts';
import { SaysUnauthorized } from './says-unauthorized.ts';
import { SendsAllToTheCredentials } from './sends-all-to-the-credentials.ts';
import { SignsWithNothing } from './signs-with-nothing.ts';
import { TakesBusyForDead } from './takes-busy-for-dead.ts';
import { WaitsForADeadGrant } from './waits-for-a-dead-grant.ts';

/** Mistakes in what the operator reads about a failure. */
export const textsMistakes = {
  'blames-credentials-when-throttled': {
    create: () => new BlamesCredentialsWhenThrottled(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'outage/token-endpoint-throttled',
  },
  'blames-the-scope': {
    create: () => new BlamesTheScope(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'dumps-the-answer': {
    create: () => new DumpsTheAnswer(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'guide/scope-mismatch',
  },
  'refuses-without-a-reason': {
    create: () => new RefusesWithoutAReason(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'revocation/client-refused',
  },
  'says-unauthorized': {
    create: () => new SaysUnauthorized(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'connect/login-lost',
  },
  'hides-the-page': {
    create: () => new HidesThePage(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'outage/token-endpoint-html-page',
  },
  'keeps-code-without-act': {
    create: () => new KeepsCodeWithoutAct(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'guide/refresh-token-revoked-reconnect',
  },
  'leaves-the-alarm-empty': {
    create: () => new LeavesTheAlarmEmpty(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'revocation/family-revoked',
  },
  'names-only-the-expiry': {
    create: () => new NamesOnlyTheExpiry(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'guide/refresh-token-missing',
  },
  'overlooks-error-in-success': {
    create: () => new OverlooksErrorInSuccess(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'reply/error-with-status-200',
  },
  'reconnects-for-everything': {
    create: () => new ReconnectsForEverything(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'repeats-old-text': {
    create: () => new RepeatsOldText(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'authentication/forged-callback',
  },
  'says-nothing': {
    create: () => new SaysNothing(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'revocation/family-revoked',
  },
  'says-only-the-status': {
    create: () => new SaysOnlyTheStatus(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'says-request-failed': {
    create: () => new SaysRequestFailed(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'resource/server-error',
  },
  'sends-all-to-the-credentials': {
    create: () => new SendsAllToTheCredentials(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'revocation/client-refused',
  },
  'signs-with-nothing': {
    create: () => new SignsWithNothing(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'reply/access-token-null',
  },
  'takes-busy-for-dead': {
    create: () => new TakesBusyForDead(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'preset/salesforce-concurrent-refresh',
  },
  'waits-for-a-dead-grant': {
    create: () => new WaitsForADeadGrant(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'revocation/family-revoked',
  },
  'raises-no-alarm': {
    create: () => new RaisesNoAlarm(),
    caughtBy: 'failure-is-visible',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'knows-of-no-connect': {
    create: () => new KnowsOfNoConnect(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'connect/refused-at-first',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
