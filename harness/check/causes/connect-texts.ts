import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { connectAttempt } from '../views/connect-attempt.ts';
import { tokenCalls } from '../views/token-calls.ts';
import { statusOf, toToken } from './cause-rule.ts';
import { causeOf } from './cause-rules.ts';
import { tellsSomething, withoutQuote } from './quote.ts';

type Connect = EventOf<'connect'>;

/** Why an attempt to connect was refused, and whether a text about it says so. */
export interface RefusedConnect {
  readonly cause: string;
  readonly isNamedIn: (text: string) => boolean;
}

/** Whether a text has the provider's code, its status or its own words. */
function repeats(text: string, exchange: RecordedExchange): boolean {
  const { error, says } = exchange.reply ?? {};
  const status = statusOf(exchange);
  return (
    (error !== undefined && text.includes(error)) ||
    (status >= 400 && new RegExp(String.raw`\b${status}\b`).test(text)) ||
    (says !== undefined && tellsSomething(says) && withoutQuote(text, says) !== text)
  );
}

/** Words that say the same as an error code of the authorization endpoint (RFC 6749 §4.1.2.1). */
const IN_WORDS: Readonly<Record<string, RegExp>> = {
  access_denied: /denied|declin|refus|reject|cancel|consent/i,
  invalid_scope: /\bscopes?\b/i,
  unauthorized_client: /unauthori[sz]ed client|client is not (?:authori[sz]ed|allowed)/i,
  unsupported_response_type: /response type/i,
  invalid_request: /invalid request|\brequest is\b/i,
  server_error: /server|provider/i,
  temporarily_unavailable: /unavailable|overload|later|temporar/i,
};

/** The error with which the authorization endpoint sent the user back, if it did. */
function refusedAtOnce(exchanges: readonly RecordedExchange[]): RefusedConnect | undefined {
  const exchange = exchanges.findLast(({ request }) => request.endpoint !== 'token');
  const error = exchange?.reply?.error;
  return exchange === undefined || error === undefined || statusOf(exchange) !== 302
    ? undefined
    : {
        cause: `the provider sent the user back with ${error}`,
        isNamedIn: (text) => repeats(text, exchange) || IN_WORDS[error]?.test(text) === true,
      };
}

/**
 * Why the provider refused an attempt to connect, or the code of it. Undefined when it did not, or
 * when any specific text will do. Unlike an execution, somebody sits before the page and has just
 * tried to connect: what they need is the reason, and no advice.
 */
export function refusedConnect(history: History, connect: Connect): RefusedConnect | undefined {
  const exchanges = connectAttempt(history, connect);
  const exchange = exchanges.findLast(toToken);
  if (exchange === undefined) return refusedAtOnce(exchanges);
  if (exchange.reply?.error === 'invalid_grant') return undefined;
  // Whoever refuses the tokens that came, for want of a scope or of a refresh token, knows why.
  if (tokenCalls(history).some((call) => call.request.n === exchange.request.n && call.toldAccess))
    return undefined;
  const rule = causeOf(exchange);
  return rule === undefined
    ? undefined
    : {
        cause: rule.cause,
        isNamedIn: (text) =>
          repeats(text, exchange) || rule.helps.some((words) => words.test(text)),
      };
}
