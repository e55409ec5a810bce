import { defineFault, lastingOptions } from '../engine/define-fault.ts';

export const consentWithdrawn = defineFault({
  name: 'consent/withdrawn',
  summary: 'The user withdraws every consent, and refuses when asked again.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
    'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
  ],
  options: lastingOptions({}),
  begin(fault) {
    fault.realm.endTokens(['refresh', 'access'], 'revoked', fault.id);
    return fault.realm.overridePolicy({ consent: 'refused' }, fault.id);
  },
  intercept: (fault) => ({
    async authorize(exchange, next) {
      const reply = await next();
      if (reply.kind === 'http' && reply.error === 'access_denied') fault.meet(exchange);
      return reply;
    },
  }),
});
