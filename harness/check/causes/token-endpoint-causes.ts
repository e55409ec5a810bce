import type { RecordedExchange } from '../../model/history.ts';
import { presentsDead } from '../views/token-refusals.ts';
import { BLAMES_PARAMETERS, RECONNECT, WAIT } from './advice.ts';
import { isMadeUp, statusOf, tokenError, toToken, type CauseRule } from './cause-rule.ts';
import {
  BLAMES,
  CLIENT,
  DOWN,
  NO_TOKENS,
  ONLY_RECONNECT,
  SCOPE,
  TOKEN_REQUEST,
} from './cause-words.ts';
import { lineCauses } from './line-causes.ts';

const REFUSED_GRANT: ReadonlySet<string> = new Set(['invalid_grant']);
const REFUSED_CLIENT: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client']);
const PASSING_TROUBLE: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error']);
/** Codes that speak of the request, and not of the token in it (RFC 6749 §5.2). */
const OF_THE_REQUEST: ReadonlySet<string> = new Set(['invalid_request', 'unsupported_grant_type']);

const refreshesWithDead = (exchange: RecordedExchange): boolean =>
  toToken(exchange) &&
  exchange.request.grantType === 'refresh_token' &&
  presentsDead(exchange.request);

/** RFC 6749 §5.2. Only a new consent helps; a code or a cause alone leaves the operator stuck. */
const REFUSED_TOKEN: CauseRule = {
  id: 'refresh-token-refused',
  cause: 'the provider refused the refresh token',
  shows: (exchange) => tokenError(exchange, REFUSED_GRANT),
  ...ONLY_RECONNECT,
  helps: [],
  onlyActHelps: true,
};

/** The causes that an exchange with the token endpoint can show. The first that fits applies. */
export const AT_THE_TOKEN_ENDPOINT: readonly CauseRule[] = [
  ...lineCauses({
    id: 'token-endpoint',
    name: 'the token endpoint',
    isAsked: toToken,
    wayOut: 'to wait',
    toBlame: 'the provider',
  }),
  {
    // Nobody can tell a dead token from a server that is not well by this answer: both helps are
    // honest.
    id: 'token-endpoint-answers-dead-token-with-server-error',
    cause: 'the token endpoint answers a dead refresh token with a server error',
    shows: (exchange) =>
      statusOf(exchange) >= 500 && refreshesWithDead(exchange) && !isMadeUp(exchange),
    act: RECONNECT,
    helps: [DOWN],
    codeHelps: false,
    misleads: [BLAMES_PARAMETERS],
    owed: 'the server is not well or the token is dead, so the text has to say one of the two',
  },
  {
    id: 'token-endpoint-down',
    cause: 'the token endpoint is down',
    shows: (exchange) =>
      toToken(exchange) && (statusOf(exchange) >= 500 || tokenError(exchange, PASSING_TROUBLE)),
    helps: [DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to try again later, and nothing in the credential is wrong',
  },
  REFUSED_TOKEN,
  {
    id: 'client-refused',
    cause: 'the provider refused the client',
    shows: (exchange) => tokenError(exchange, REFUSED_CLIENT),
    helps: [CLIENT],
    codeHelps: true,
    misleads: [WAIT, BLAMES_PARAMETERS],
    owed: 'the way out is the client id or secret in the credential, or the app at the provider',
  },
  {
    id: 'scope-refused',
    cause: 'the provider refused the scope',
    shows: (exchange) => tokenError(exchange, new Set(['invalid_scope'])),
    helps: [SCOPE],
    codeHelps: true,
    misleads: [WAIT, BLAMES_PARAMETERS],
    owed: 'the way out is the scope, in the credential or at the provider',
  },
  {
    ...REFUSED_TOKEN,
    // A provider's own code for a dead token, as the standing of the token proves. Without a code
    // nobody can tell a dead token from any other trouble.
    shows: (exchange) =>
      refreshesWithDead(exchange) &&
      statusOf(exchange) >= 400 &&
      !isMadeUp(exchange) &&
      exchange.reply?.error !== undefined &&
      !OF_THE_REQUEST.has(exchange.reply.error),
  },
  {
    // RFC 6749 §5.2 requires status 400 for an error; several vendors send 200.
    id: 'token-endpoint-answered-error',
    cause: 'the token endpoint answered with an error instead of tokens',
    shows: (exchange) =>
      toToken(exchange) && (exchange.reply?.error !== undefined || statusOf(exchange) >= 400),
    act: RECONNECT,
    helps: [TOKEN_REQUEST],
    codeHelps: true,
    misleads: [BLAMES_PARAMETERS],
    owed: 'the code or the words of the provider would tell why there is no new token',
    owedAfterEcho:
      'a 401 of the API is only its echo, and a text about that names the wrong server',
  },
  {
    id: 'no-token-reply',
    cause: 'the token endpoint answered with something that is no token reply',
    shows: toToken,
    helps: [NO_TOKENS],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the answer of the token endpoint is to blame, and nothing in the credential is wrong',
  },
];
