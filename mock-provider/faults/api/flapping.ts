import { z } from 'zod';
import { json } from '../../model/reply.ts';
import { invalidToken } from '../../policy/bearer-challenge.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiFlapping = defineFault({
  name: 'api/flapping',
  summary:
    'The API is well and unwell by turns: it refuses some calls with a live token, lets some pass, and so on.',
  actsOn: 'api',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4'],
  options: interceptingOptions({
    bad: z.int().positive().default(1).describe('so many calls are refused'),
    good: z
      .int()
      .positive()
      .default(1)
      .describe('so many calls pass before the next ones are refused'),
    status: z.literal([401, 429, 500, 502, 503]).default(401),
  }),
  intercept(fault, { bad, good, status }) {
    let turn = -1;
    return {
      resource(exchange, next) {
        if (fault.realm.liveScope(exchange) === undefined) return next();
        turn = (turn + 1) % (bad + good);
        if (turn >= bad || !fault.claim(exchange)) return next();
        return status === 401
          ? invalidToken('The access token is not known here.')
          : json(status, { message: 'The API is not well.' });
      },
    };
  },
});
