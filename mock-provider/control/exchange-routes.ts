import { curlOfRequest } from '../traffic/curl-of-request.ts';
import { harOf } from '../traffic/har-of.ts';
import { exchangeAnswer, harAnswer } from './answers.ts';
import { ControlError } from './control-error.ts';
import { defineRoute, type Route } from './route.ts';
import type { WireLog } from './wire-log.ts';

/** The operations that show exchanges as they went over the wire, without secrets. */
export const exchangeRoutes = (log: WireLog): readonly Route[] => [
  defineRoute({
    id: 'readExchange',
    method: 'GET',
    path: '/realms/:realm/exchanges/:exchange',
    summary:
      'Reads a request and its reply with heads and bodies, in which names stand for secrets, and as a curl command',
    answer: exchangeAnswer,
    handle: ({ realm, parameters }) => {
      const number = parameters['exchange'] ?? '';
      const exchange = log.find(realm(), /^\d{1,15}$/.test(number) ? Number(number) : 0);
      if (exchange === undefined)
        throw new ControlError(
          404,
          'unknown-exchange',
          `Could not find exchange ${number}: the realm has not had it, or no longer keeps it.`,
          { hint: 'The latest ones are kept; their numbers are in the events of the realm.' },
        );
      return { ...exchange, curl: curlOfRequest(exchange.request) };
    },
  }),
  defineRoute({
    id: 'readHar',
    method: 'GET',
    path: '/realms/:realm/har',
    summary: 'Reads the latest exchanges as an HTTP Archive (HAR 1.2), without secrets',
    answer: harAnswer,
    handle: ({ realm }) => harOf(log.exchanges(realm())),
  }),
];
