import type { WrongClient } from '../wrong-client.ts';
import { AnswersWithToken } from './answers-with-token.ts';
import { KeepsTokenInSettings } from './keeps-token-in-settings.ts';
import { LeaksTokenInError } from './leaks-token-in-error.ts';
import { LogsBasicHeader } from './logs-basic-header.ts';
import { LogsTokenAsBytes } from './logs-token-as-bytes.ts';
import { LogsTokenCutOff } from './logs-token-cut-off.ts';
import { LogsTokenInBase64 } from './logs-token-in-base64.ts';
import { LogsTokenInHexadecimal } from './logs-token-in-hexadecimal.ts';
import { LogsTokenWithLineBreaks } from './logs-token-with-line-breaks.ts';
import { LogsTokenWithoutPrefix } from './logs-token-without-prefix.ts';
import { LogsVerifier } from './logs-verifier.ts';
import { QuotesUnreadableReply } from './quotes-unreadable-reply.ts';
import { ShowsSecretInForm } from './shows-secret-in-form.ts';
import { ShowsTokenOnPage } from './shows-token-on-page.ts';
import { StoresTokenInExecution } from './stores-token-in-execution.ts';
import { TellsTokenInAlarm } from './tells-token-in-alarm.ts';

const EXPIRED = 'control/expired-access-token';

/** Mistakes that show a token or a secret to somebody. */
export const secretsMistakes = {
  'leaks-token-in-error': {
    create: () => new LeaksTokenInError(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'quotes-unreadable-reply': {
    create: () => new QuotesUnreadableReply(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'reply/body-cut-off',
  },
  'logs-verifier': {
    create: () => new LogsVerifier(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'authentication/pkce',
  },
  'logs-token-cut-off': {
    create: () => new LogsTokenCutOff(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'logs-token-in-base64': {
    create: () => new LogsTokenInBase64(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'logs-token-with-line-breaks': {
    create: () => new LogsTokenWithLineBreaks(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'logs-token-in-hexadecimal': {
    create: () => new LogsTokenInHexadecimal(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'logs-basic-header': {
    create: () => new LogsBasicHeader(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'answers-with-token': {
    create: () => new AnswersWithToken(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'control/no-fault',
  },
  'stores-token-in-execution': {
    create: () => new StoresTokenInExecution(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'control/no-fault',
  },
  'keeps-token-in-settings': {
    create: () => new KeepsTokenInSettings(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'tells-token-in-alarm': {
    create: () => new TellsTokenInAlarm(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
  'shows-token-on-page': {
    create: () => new ShowsTokenOnPage(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'control/no-fault',
  },
  'shows-secret-in-form': {
    create: () => new ShowsSecretInForm(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'control/no-fault',
  },
  'logs-token-without-prefix': {
    create: () => new LogsTokenWithoutPrefix(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
  'logs-token-as-bytes': {
    create: () => new LogsTokenAsBytes(),
    caughtBy: 'no-secret-leaked',
    caughtIn: EXPIRED,
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
