import { defineFault, lastingOptions, ofClient } from '../engine/define-fault.ts';

export const clientSecretRotated = defineFault({
  name: 'client/secret-rotated',
  summary: 'The client secret is replaced at the provider; the client still has the old one.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/issues/22544',
  ],
  options: lastingOptions(ofClient),
  begin: (fault, { client }) => fault.realm.changeSecrets(client),
  intercept: (fault, { client }) => ({
    async token(exchange, next) {
      const reply = await next();
      const meant = client === undefined || exchange.record.client === client;
      if (
        meant &&
        reply.kind === 'http' &&
        reply.error === 'invalid_client' &&
        fault.realm.hasOldSecret(exchange)
      )
        fault.meet(exchange);
      return reply;
    },
  }),
});
