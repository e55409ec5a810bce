import { z } from 'zod';
import { redirected } from '../../model/redirect-back.ts';
import { page } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { wayBackOf } from './way-back.ts';

export const authorizeStateLimit = defineFault({
  name: 'authorize/state-limit',
  summary: 'The authorization endpoint takes no state beyond a length.',
  actsOn: 'authorization-endpoint',
  seenInTheWild: [
    'https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code',
    'https://github.com/n8n-io/n8n/issues/30853',
    'https://github.com/n8n-io/n8n/issues/31731',
  ],
  options: interceptingOptions({
    characters: z.int().min(8).default(500).describe('the longest state that is taken'),
    tells: z
      .enum(['user', 'client'])
      .default('user')
      .describe('who is told: the user on a page, or the client by invalid_request'),
  }),
  intercept: (fault, { characters, tells }) => ({
    authorize(exchange, next) {
      const back = wayBackOf(exchange);
      if (back?.state === undefined) return next();
      // The limit stood in the way of a state that keeps within it as well.
      if (back.state.length <= characters) {
        fault.meet(exchange);
        return next();
      }
      if (!fault.claim(exchange)) return next();
      const says = `The parameter state has more than ${characters} characters.`;
      return tells === 'client'
        ? redirected(
            { redirectUri: back.redirectUri },
            { error: 'invalid_request', error_description: says },
          )
        : page(400, 'text/plain; charset=utf-8', `${says}\n`);
    },
  }),
});
