import type { WrongClient } from '../wrong-client.ts';
import { AsksForAnyScope } from './asks-for-any-scope.ts';
import { AsksForMoreAtConnect } from './asks-for-more-at-connect.ts';
import { AsksWithCommas } from './asks-with-commas.ts';
import { ConnectsOnlyOnce } from './connects-only-once.ts';
import { ConstantState } from './constant-state.ts';
import { ConstantVerifier } from './constant-verifier.ts';
import { DropsTokensAtConnect } from './drops-tokens-at-connect.ts';
import { DropsTokensAtEdit } from './drops-tokens-at-edit.ts';
import { DropsTokensWhenRefused } from './drops-tokens-when-refused.ts';
import { ExchangesCodeTwice } from './exchanges-code-twice.ts';
import { ForgetsStateSoon } from './forgets-state-soon.ts';
import { GuessableState } from './guessable-state.ts';
import { HasLongState } from './has-long-state.ts';
import { HasRoomForOneFlow } from './has-room-for-one-flow.ts';
import { HidesTheRefusal } from './hides-the-refusal.ts';
import { HidesWhatIsMissing } from './hides-what-is-missing.ts';
import { JoinsScopesWithSpaces } from './joins-scopes-with-spaces.ts';
import { KeepsOldAccount } from './keeps-old-account.ts';
import { KeepsOneFlowPerCredential } from './keeps-one-flow-per-credential.ts';
import { MixesConsents } from './mixes-consents.ts';
import { NeverConnects } from './never-connects.ts';
import { NoPkce } from './no-pkce.ts';
import { NoState } from './no-state.ts';
import { PlainChallenge } from './plain-challenge.ts';
import { SavesAllItHadRead } from './saves-all-it-had-read.ts';
import { SavesForLatestFlow } from './saves-for-latest-flow.ts';
import { SaysConnectedWhenRefused } from './says-connected-when-refused.ts';
import { ShortVerifier } from './short-verifier.ts';
import { ShowsRefusedCallback } from './shows-refused-callback.ts';
import { StaticTokenInState } from './static-token-in-state.ts';
import { TakesAnyCallback } from './takes-any-callback.ts';
import { TakesCallbackAgain } from './takes-callback-again.ts';
import { TakesCallbackWithoutSession } from './takes-callback-without-session.ts';
import { TakesCallbackWithoutState } from './takes-callback-without-state.ts';
import { TakesKnownCallbacksOnly } from './takes-known-callbacks-only.ts';
import { TakesRefusalForGood } from './takes-refusal-for-good.ts';
import { VerifierInState } from './verifier-in-state.ts';
import { VerifierInUrl } from './verifier-in-url.ts';
import { VerifierIsState } from './verifier-is-state.ts';

/** Mistakes in how an account is connected. */
export const connectMistakes = {
  'asks-for-any-scope': {
    create: () => new AsksForAnyScope(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'control/expired-access-token',
  },
  'asks-for-more-at-connect': {
    create: () => new AsksForMoreAtConnect(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'control/expired-access-token',
  },
  'connects-only-once': {
    create: () => new ConnectsOnlyOnce(),
    caughtBy: 'connects',
    caughtIn: 'guide/refresh-token-revoked-reconnect',
  },
  'keeps-old-account': {
    create: () => new KeepsOldAccount(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'operator/reconnects-without-offline-access',
  },
  'mixes-consents': {
    create: () => new MixesConsents(),
    caughtBy: 'identity-unchanged',
    caughtIn: 'identity/subject-swapped',
  },
  'never-connects': {
    create: () => new NeverConnects(),
    caughtBy: 'connects',
    caughtIn: 'control/no-fault',
  },
  'constant-state': {
    create: () => new ConstantState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'guide/refresh-token-revoked-reconnect',
  },
  'exchanges-code-twice': {
    create: () => new ExchangesCodeTwice(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'control/no-fault',
  },
  'guessable-state': {
    create: () => new GuessableState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'control/expired-access-token',
  },
  'no-pkce': {
    create: () => new NoPkce(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'no-state': {
    create: () => new NoState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'control/expired-access-token',
  },
  'plain-challenge': {
    create: () => new PlainChallenge(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'saves-all-it-had-read': {
    create: () => new SavesAllItHadRead(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'timing/edited-during-code-exchange',
  },
  'hides-what-is-missing': {
    create: () => new HidesWhatIsMissing(),
    caughtBy: 'connect-as-expected',
    caughtIn: 'operator/reconnects-without-offline-access',
  },
  'shows-refused-callback': {
    create: () => new ShowsRefusedCallback(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'authentication/replayed-callback',
  },
  'takes-any-callback': {
    create: () => new TakesAnyCallback(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/forged-callback',
  },
  'takes-callback-again': {
    create: () => new TakesCallbackAgain(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/replayed-callback',
  },
  'joins-scopes-with-spaces': {
    create: () => new JoinsScopesWithSpaces(),
    caughtBy: 'connects',
    caughtIn: 'credential/authorization-parameters',
  },
  'asks-with-commas': {
    create: () => new AsksWithCommas(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/tokens-need-encoding',
  },
  'short-verifier': {
    create: () => new ShortVerifier(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'constant-verifier': {
    create: () => new ConstantVerifier(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'verifier-is-state': {
    create: () => new VerifierIsState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'verifier-in-state': {
    create: () => new VerifierInState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'verifier-in-url': {
    create: () => new VerifierInUrl(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/pkce',
  },
  'takes-callback-without-state': {
    create: () => new TakesCallbackWithoutState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/forged-callback',
  },
  'takes-callback-without-session': {
    create: () => new TakesCallbackWithoutSession(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/forged-callback',
  },
  'static-token-in-state': {
    create: () => new StaticTokenInState(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'guide/refresh-token-revoked-reconnect',
  },
  'drops-tokens-at-connect': {
    create: () => new DropsTokensAtConnect(),
    caughtBy: 'works-when-unhindered',
    caughtIn: 'authentication/forged-callback',
  },
  'drops-tokens-at-edit': {
    create: () => new DropsTokensAtEdit(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'operator/edits-during-refresh',
  },
  'saves-for-latest-flow': {
    create: () => new SavesForLatestFlow(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'authentication/crossed-connects',
  },
  'forgets-state-soon': {
    create: () => new ForgetsStateSoon(),
    caughtBy: 'connects',
    caughtIn: 'authentication/crossed-connects',
  },
  'has-room-for-one-flow': {
    create: () => new HasRoomForOneFlow(),
    caughtBy: 'connects',
    caughtIn: 'authentication/crossed-connects',
  },
  'takes-refusal-for-good': {
    create: () => new TakesRefusalForGood(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'consent/withdrawn',
  },
  'drops-tokens-when-refused': {
    create: () => new DropsTokensWhenRefused(),
    caughtBy: 'connect-as-expected',
    caughtIn: 'connect/wrong-authority',
  },
  'has-long-state': {
    create: () => new HasLongState(),
    caughtBy: 'connect-as-expected',
    caughtIn: 'connect/long-state',
  },
  'hides-the-refusal': {
    create: () => new HidesTheRefusal(),
    caughtBy: 'failure-text-helps',
    caughtIn: 'connect/wrong-authority',
  },
  'keeps-one-flow-per-credential': {
    create: () => new KeepsOneFlowPerCredential(),
    caughtBy: 'connect-as-expected',
    caughtIn: 'connect/begun-twice',
  },
  'says-connected-when-refused': {
    create: () => new SaysConnectedWhenRefused(),
    caughtBy: 'connect-as-expected',
    caughtIn: 'connect/wrong-authority',
  },
  'takes-known-callbacks-only': {
    create: () => new TakesKnownCallbacksOnly(),
    caughtBy: 'connect-as-expected',
    caughtIn: 'connect/callback-says-more',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
