import type { EventOf } from '../../model/event.ts';
import type { RecordedExchange, History } from '../../model/history.ts';
import { stoodStillDuring } from './execution-process.ts';
import { metAndInForce } from './faults-in-force.ts';
import type { Interval } from './intervals.ts';
import { processEnds } from './process-ends.ts';
import { senders } from './senders.ts';

/**
 * A rule for a cause that lies with the credential. Only an operator who reads about it in the
 * error message can act on it.
 */
interface CauseRule {
  readonly cause: string;
  /** True when the exchange shows this cause. */
  readonly shows: (exchange: RecordedExchange) => boolean;
  /** What a message must contain to name the cause, or what to do about it. */
  readonly words: RegExp;
  /** Why these words are accepted. */
  readonly because: string;
}

/**
 * True when the token endpoint sends `error` with a success status: RFC 6749 §5.2 requires 400, but
 * several vendors send 200.
 */
const errorInSuccess = ({ request, reply }: RecordedExchange): boolean =>
  request.endpoint === 'token' && reply?.error !== undefined && (reply.status ?? 0) < 400;

const tokenError = ({ request, reply }: RecordedExchange, ...errors: string[]): boolean =>
  request.endpoint === 'token' && reply?.error !== undefined && errors.includes(reply.error);

/**
 * The rules are deliberately generous: any word that leads the reader to the right place is enough,
 * in the client's own text or in the provider's (RFC 6749 §5.2). Only a text that leads nowhere
 * fails, such as "Bad request - please check your parameters".
 */
const CAUSE_RULES: readonly CauseRule[] = [
  {
    cause: 'the provider refused the refresh token',
    shows: (exchange) =>
      tokenError(exchange, 'invalid_grant') ||
      (exchange.request.grantType === 'refresh_token' &&
        ['revoked', 'expired', 'spent'].includes(exchange.request.presented?.standing ?? '') &&
        (exchange.reply?.status ?? 0) >= 400),
    words:
      /re-?connect|connect (?:your|the) account|re-?authori[sz]|authori[sz]ation|unauthori[sz]ed|invalid[_ ]grant|\bgrant\b|refresh ?token|access token|revoked|expired|credential/i,
    because:
      'the way out is to connect again, so the text says that, or names the grant, the token or the credential',
  },
  {
    cause: 'the provider refused the client',
    shows: (exchange) =>
      tokenError(exchange, 'invalid_client', 'unauthorized_client', 'access_denied'),
    words:
      /client|secret|credential|re-?connect|unauthori[sz]ed|authenticat|authori[sz]ation|access.denied|\bapp\b/i,
    because: 'the way out is the client id or secret in the credential, or the app at the provider',
  },
  {
    cause: 'the scope does not reach',
    shows: (exchange) =>
      tokenError(exchange, 'invalid_scope') ||
      (exchange.request.endpoint === 'resource' && exchange.reply?.error === 'insufficient_scope'),
    words:
      /scope|permission|forbidden|privilege|not allowed|access.denied|credential|re-?connect|authori[sz]/i,
    because:
      'the way out is another scope and a new consent; APIs call it permission, and 403 is named Forbidden',
  },
  {
    cause: 'the token endpoint throttles',
    shows: ({ request, reply }) => request.endpoint === 'token' && reply?.status === 429,
    words:
      /\brate\b|too many|429|quota|limit|throttl|retry|try again|later|wait|overload|temporar|unavailable/i,
    because:
      'the way out is to wait; a text about wrong credentials would make the operator reconnect for nothing',
  },
  {
    cause: 'the token endpoint answered with an error instead of tokens',
    shows: errorInSuccess,
    words: /re-?connect|refresh|renew|token (?:endpoint|request|response|reply)|oauth/i,
    because:
      'the 401 of the API is only its echo: a text about that alone sends the operator to the wrong server',
  },
  {
    cause: 'the API refuses the token',
    shows: ({ request, reply }) => request.endpoint === 'resource' && reply?.status === 401,
    words:
      /re-?connect|unauthori[sz]ed|authori[sz]ation|authenticat|401|token|expired|revoked|credential|permission/i,
    because: 'nothing but the token can be meant by a 401 (RFC 6750 §3.1)',
  },
];

/** Faults under which n8n cannot save new tokens. A slow database is not one of them. */
const NO_SAVING: ReadonlySet<string> = new Set([
  'database/locked',
  'database/read-only',
  'database/down',
]);

/**
 * The cause when the client received new tokens and could not save them. A message about the
 * provider or the credential would send the reader to the wrong place.
 */
const DATABASE: FailureCause = {
  cause: 'the database could not keep the new tokens',
  isExplainedBy: (text) =>
    /database|sqlite|postgres|read.?only|\blocked|\bdisk|could not be saved|connection terminated|\bECONN/i.test(
      text,
    ),
};

/** True when the token endpoint issued tokens and delivered them with a success status. */
const gaveTokens = ({ reply }: RecordedExchange): boolean =>
  reply?.issued !== undefined && reply.delivered && (reply.status ?? 0) < 300;

/**
 * True for connection failures, server errors, and success without tokens. Any specific text is
 * enough for these causes, because no operator has to act.
 */
const isNoise = ({ request, reply }: RecordedExchange): boolean => {
  if (reply === undefined || reply.outcome !== 'http' || (reply.status ?? 0) >= 500) return true;
  return request.endpoint === 'token' && (reply.status ?? 0) < 400 && reply.error === undefined;
};

/** A cause that the exchanges of a failed execution show, and a test for texts that explain it. */
export interface FailureCause {
  readonly cause: string;
  /**
   * True when the text names the cause or what to do about it, in words or by the provider's error
   * code.
   */
  readonly isExplainedBy: (text: string) => boolean;
}

/**
 * Finds what may have made an execution fail: the causes that the exchanges of its client show
 * while it ran. A refusal by the API counts as the cause only when the token endpoint shows none.
 * The result is empty when a text about anything is acceptable, for example when a process of the
 * client died or was paused meanwhile.
 */
export function failureCauses(history: History, interval: Interval): readonly FailureCause[] {
  const met = metAndInForce(history, NO_SAVING, { metBefore: interval.to, since: interval.from });
  if (processEnds(history).some(({ n }) => n > interval.from && n < interval.to)) return [];
  if (interval.end !== undefined && stoodStillDuring(history, interval.end)) return [];
  const senderOf = senders(history);
  const own = (request: EventOf<'request'>): boolean =>
    request.n > interval.from &&
    request.n < interval.to &&
    senderOf(request) === interval.credential;
  const failed = history
    .exchanges()
    .filter(
      ({ request, reply }) =>
        own(request) &&
        (request.endpoint === 'token' || request.endpoint === 'resource') &&
        reply?.accepted !== true,
    );
  // The refresh of another credential may have met the fault. Only a client that received tokens
  // could fail to save them.
  if (met.some(({ n }) => n > interval.from) && failed.some(gaveTokens)) return [DATABASE];
  const troubled = failed.filter((exchange) => !gaveTokens(exchange));
  if (troubled.some(isNoise)) return [];
  const atTokenEndpoint = troubled.filter(({ request }) => request.endpoint === 'token');
  const shown = CAUSE_RULES.filter(({ shows }) => atTokenEndpoint.some(shows));
  const rules = shown.length > 0 ? shown : CAUSE_RULES.filter(({ shows }) => troubled.some(shows));
  const codes = atTokenEndpoint.flatMap(({ reply }) => reply?.error ?? []);
  const causes = rules.map(({ cause, words }): FailureCause => ({
    cause,
    isExplainedBy: (text) => words.test(text) || codes.some((code) => text.includes(code)),
  }));
  // When an earlier execution could not save its tokens, this is also a cause of this failure,
  // beside the cause that the provider's answer shows.
  return causes.length > 0 && met.length > 0 ? [DATABASE, ...causes] : causes;
}
