import { z } from 'zod';
import { json } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';

export const apiUnrelated401 = defineFault({
  name: 'api/unrelated-401',
  summary: 'The API answers 401 for a reason that no new token can mend.',
  actsOn: 'api',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    'https://github.com/n8n-io/n8n/issues/18517',
  ],
  options: interceptingOptions({
    item: z.string().min(1).optional().describe('the one item it is about; without it all'),
  }),
  intercept: (fault, { item }) => ({
    resource(exchange, next) {
      const meant = item === undefined || exchange.record.item === item;
      return meant && fault.realm.liveScope(exchange) !== undefined && fault.claim(exchange)
        ? json(401, { message: 'Your account may not use this endpoint.' })
        : next();
    },
  }),
});
