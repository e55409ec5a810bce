import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { connectAttempt } from '../views/connect-attempt.ts';
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

/**
 * Why the token endpoint refused the code of an attempt to connect. Undefined when it did not, or
 * when any specific text will do. Unlike an execution, somebody sits before the page and has just
 * tried to connect: what they need is the reason, and no advice.
 */
export function refusedConnect(history: History, connect: Connect): RefusedConnect | undefined {
  const exchange = connectAttempt(history, connect).findLast(toToken);
  if (exchange === undefined || exchange.reply?.error === 'invalid_grant') return undefined;
  const rule = causeOf(exchange);
  return rule === undefined
    ? undefined
    : {
        cause: rule.cause,
        isNamedIn: (text) =>
          repeats(text, exchange) || rule.helps.some((words) => words.test(text)),
      };
}
