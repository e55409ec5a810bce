import type { RecordedExchange } from '../../model/history.ts';
import { BLAMES_CREDENTIAL, BLAMES_PARAMETERS, BLAMES_SCOPE, RECONNECT, WAIT } from './advice.ts';
import { presentsDead } from './token-refusals.ts';

/** A cause of failure: how an exchange shows it, and which words help or mislead the operator. */
export interface CauseRule {
  readonly cause: string;
  readonly shows: (exchange: RecordedExchange) => boolean;
  /** The act that helps. A text that advises it helps. */
  readonly act?: RegExp;
  /** A text helps when it contains one of these. */
  readonly helps: readonly RegExp[];
  /** True when the provider's own error code tells an operator enough. */
  readonly codeHelps: boolean;
  /** Advice that sends the operator to the wrong place, whatever else the text says. */
  readonly misleads: readonly RegExp[];
  /** What the text would have to say, for the finding. */
  readonly owed: string;
}

const REFUSED_GRANT: ReadonlySet<string> = new Set(['invalid_grant']);
const REFUSED_CLIENT: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client']);
const PASSING_TROUBLE: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error']);
/** Codes that speak of the request, and not of the token in it (RFC 6749 §5.2). */
const OF_THE_REQUEST: ReadonlySet<string> = new Set(['invalid_request', 'unsupported_grant_type']);

const statusOf = ({ reply }: RecordedExchange): number => reply?.status ?? 0;

const toToken = ({ request }: RecordedExchange): boolean => request.endpoint === 'token';

const toApi = ({ request }: RecordedExchange): boolean => request.endpoint === 'resource';

/** True when no complete HTTP answer arrived. */
const broken = ({ reply }: RecordedExchange): boolean =>
  reply === undefined || reply.outcome !== 'http' || !reply.delivered;

/** True when a fault put an answer of its own, or a changed one, in the place of the provider's. */
const isMadeUp = ({ reply }: RecordedExchange): boolean =>
  reply?.faults.some((id) => /^(?:token|reply|wire)\//.test(id)) === true;

const throttled = (exchange: RecordedExchange): boolean => statusOf(exchange) === 429;

const tokenError = (exchange: RecordedExchange, errors: ReadonlySet<string>): boolean =>
  toToken(exchange) && errors.has(exchange.reply?.error ?? '');

/** Everything that lets an operator look for the fault at the credential or the consent. */
const BLAMES = [RECONNECT, BLAMES_CREDENTIAL, BLAMES_SCOPE, BLAMES_PARAMETERS];

const DOWN =
  /unavailable|\bserver(?:'s)? (?:error|fault|failure)|internal (?:server )?error|(?:error|fault) of the (?:server|provider|api|service)|outage|\bdown\b|maintenance|overload|bad gateway|gateway time|time[ds]? ?-?out|temporar|try again|retry|later|not able to|unable to|failed to (?:process|handle)|not well/i;

const LINE =
  /connect(?:ion|ivity)|\bnetwork|socket|\bE(?:CONN|TIME|PIPE|HOST|NET|AI_)\w*|hang ?up|hung up|reset|time[ds]? ?-?out|unreachable|not (?:be )?reach|offline|no (?:complete )?(?:answer|response|reply)|did not (?:answer|respond|reply)|aborted|truncated|incomplete|cut off|closed|broke/i;

const NO_TOKENS =
  /expected json|no(?:t)? (?:valid |a )?(?:json|token|access token)|unexpected (?:token\b|reply|response|answer|content|end)|invalid (?:json|response|reply|answer)|\bhtml\b|\bpage\b|maintenance|without (?:a |an )?(?:token|access token|body|content)|(?:empty|no) (?:body|content|reply|response|answer)|missing (?:the )?(?:access )?token|(?:access )?token (?:is |was )?missing|instead of (?:a |an )?(?:token|json)|content.type|redirect/i;

const SCOPE = /\bscopes?\b|permission|privilege|not allowed|access.denied|insufficient/i;

const CLIENT =
  /\bclient\b|\bsecret\b|\bapp\b|\bapplication\b|invalid_client|unauthorized_client|\b(?:check|wrong|invalid|incorrect|update|correct) (?:\w+ ){0,2}credentials?\b/i;

const THROTTLE =
  /\brate\b|too many|quota|limit|throttl|retry|try again|again in |later|\bwait|overload|temporar|unavailable|slow.down|slower|\b(?:fewer|less) (?:requests|calls|often)/i;

const TOKEN_REQUEST =
  /re-?fresh(?!ed page)|renew|token (?:endpoint|request|response|reply)|oauth|new access token/i;

const API_TOKEN =
  /unauthori[sz]ed|authori[sz]ation|authenticat|(?:access )?token|expired|revoked|credential|permission/i;

/** RFC 6749 §5.2. Only a new consent helps; a code or a cause alone leaves the operator stuck. */
const REFUSED_TOKEN: CauseRule = {
  cause: 'the provider refused the refresh token',
  shows: (exchange) => tokenError(exchange, REFUSED_GRANT),
  act: RECONNECT,
  helps: [],
  codeHelps: false,
  misleads: [WAIT, BLAMES_PARAMETERS],
  owed: 'the only way out is to connect the account again, so the text has to say that',
};

/** The causes that an exchange with the token endpoint can show. The first that fits applies. */
const AT_THE_TOKEN_ENDPOINT: readonly CauseRule[] = [
  {
    // The client may have read the status and not the rest, or nothing at all.
    cause: 'the token endpoint throttles, in an answer that did not arrive whole',
    shows: (exchange) => toToken(exchange) && throttled(exchange) && broken(exchange),
    helps: [THROTTLE, LINE, DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to wait, and nothing in the credential is wrong',
  },
  {
    cause: 'the token endpoint gave no complete answer',
    shows: (exchange) => toToken(exchange) && broken(exchange),
    helps: [LINE, DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the line or the provider is to blame, and nothing in the credential is wrong',
  },
  {
    cause: 'the token endpoint throttles',
    shows: (exchange) => toToken(exchange) && throttled(exchange),
    helps: [THROTTLE],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to wait, and nothing in the credential is wrong',
  },
  {
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
    cause: 'the provider refused the client',
    shows: (exchange) => tokenError(exchange, REFUSED_CLIENT),
    helps: [CLIENT],
    codeHelps: true,
    misleads: [WAIT, BLAMES_PARAMETERS],
    owed: 'the way out is the client id or secret in the credential, or the app at the provider',
  },
  {
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
      toToken(exchange) &&
      exchange.request.grantType === 'refresh_token' &&
      presentsDead(exchange.request) &&
      statusOf(exchange) >= 400 &&
      !isMadeUp(exchange) &&
      exchange.reply?.error !== undefined &&
      !OF_THE_REQUEST.has(exchange.reply.error),
  },
  {
    // RFC 6749 §5.2 requires status 400 for an error; several vendors send 200.
    cause: 'the token endpoint answered with an error instead of tokens',
    shows: (exchange) =>
      toToken(exchange) && (exchange.reply?.error !== undefined || statusOf(exchange) >= 400),
    act: RECONNECT,
    helps: [TOKEN_REQUEST],
    codeHelps: true,
    misleads: [BLAMES_PARAMETERS],
    owed: 'a 401 of the API is only its echo, and a text about that names the wrong server',
  },
  {
    cause: 'the token endpoint answered with something that is no token reply',
    shows: toToken,
    helps: [NO_TOKENS],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the answer of the token endpoint is to blame, and nothing in the credential is wrong',
  },
];

/** The causes that an exchange with the API can show. The first that fits applies. */
const AT_THE_API: readonly CauseRule[] = [
  {
    cause: 'the API throttles, in an answer that did not arrive whole',
    shows: (exchange) => toApi(exchange) && throttled(exchange) && broken(exchange),
    helps: [THROTTLE, LINE, DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to call less often, and nothing in the credential is wrong',
  },
  {
    cause: 'the API gave no complete answer',
    shows: (exchange) => toApi(exchange) && broken(exchange),
    helps: [LINE, DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the line or the API is to blame, and nothing in the credential is wrong',
  },
  {
    cause: 'the API throttles',
    shows: (exchange) => toApi(exchange) && throttled(exchange),
    helps: [THROTTLE, /spac(?:e|ing)/i],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to call less often, and nothing in the credential is wrong',
  },
  {
    cause: 'the API is down',
    shows: (exchange) => toApi(exchange) && statusOf(exchange) >= 500,
    helps: [DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to try again later, and nothing in the credential is wrong',
  },
  {
    // RFC 6750 §3.1: a token of another scope is needed. Connecting again brings the same scope.
    cause: 'the scope does not reach',
    shows: ({ request, reply }) =>
      request.endpoint === 'resource' && reply?.error === 'insufficient_scope',
    helps: [SCOPE],
    codeHelps: true,
    misleads: [WAIT],
    owed: 'the way out is another scope and a new consent',
  },
  {
    cause: 'the API refuses the token',
    shows: (exchange) =>
      toApi(exchange) && (statusOf(exchange) === 401 || presentsDead(exchange.request)),
    act: RECONNECT,
    helps: [API_TOKEN],
    codeHelps: true,
    misleads: [BLAMES_PARAMETERS],
    owed: 'nothing but the token can be meant by a 401 (RFC 6750 §3.1)',
  },
];

const RULES: readonly CauseRule[] = [...AT_THE_TOKEN_ENDPOINT, ...AT_THE_API];

/** The cause that an exchange shows; undefined for an error of which any specific text will do. */
export const causeOf = (exchange: RecordedExchange): CauseRule | undefined =>
  RULES.find(({ shows }) => shows(exchange));

/** The cause when an expired access token cannot be replaced because there is no refresh token. */
export const NO_REFRESH_TOKEN: CauseRule = {
  cause: 'there is no refresh token',
  shows: () => false,
  act: RECONNECT,
  helps: [/offline.?access/i],
  codeHelps: false,
  misleads: [WAIT, BLAMES_PARAMETERS],
  owed: 'the only way out is to connect the account again, so the text has to say that',
};

/** A cause that only the client saw: a request for new tokens that did not reach the provider. */
export const UNREACHED: CauseRule = {
  cause: 'the token endpoint was not reached',
  shows: () => false,
  helps: [LINE, /certificate|\bTLS\b|\bSSL\b|\bDNS\b|resolve/i],
  codeHelps: false,
  misleads: BLAMES,
  owed: 'the line to the provider is to blame',
};

/** The cause when the client received new tokens and could not save them. */
export const DATABASE: CauseRule = {
  cause: 'the database could not keep the new tokens',
  shows: () => false,
  helps: [
    /database|sqlite|postgres|read.?only|\blocked|\bdisk|could not be saved|connection terminated|\bECONN/i,
  ],
  codeHelps: false,
  misleads: [],
  owed: 'a text about the provider or the credential would send the reader to the wrong place',
};
