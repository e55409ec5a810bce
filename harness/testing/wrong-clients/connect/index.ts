import type { WrongClient } from '../wrong-client.ts';
import { AsksForAnyScope } from './asks-for-any-scope.ts';
import { AsksForMoreAtConnect } from './asks-for-more-at-connect.ts';
import { AsksWithCommas } from './asks-with-commas.ts';
import { ConnectsOnlyOnce } from './connects-only-once.ts';
import { ConstantState } from './constant-state.ts';
import { ExchangesCodeTwice } from './exchanges-code-twice.ts';
import { GuessableState } from './guessable-state.ts';
import { NeverConnects } from './never-connects.ts';
import { NoPkce } from './no-pkce.ts';
import { NoState } from './no-state.ts';
import { PlainChallenge } from './plain-challenge.ts';
import { ShowsRefusedCallback } from './shows-refused-callback.ts';
import { TakesAnyCallback } from './takes-any-callback.ts';
import { TakesCallbackAgain } from './takes-callback-again.ts';

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
  'asks-with-commas': {
    create: () => new AsksWithCommas(),
    caughtBy: 'connect-is-protected',
    caughtIn: 'authentication/tokens-need-encoding',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
