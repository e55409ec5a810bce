import { defineFault, ofClient, strikingOptions } from '../engine/define-fault.ts';

export const accessTokenRevoked = defineFault({
  name: 'access-token/revoked',
  summary: 'Every live access token is revoked now; refresh tokens live on.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
    'https://docs.gitlab.com/api/oauth2/',
  ],
  options: strikingOptions(ofClient),
  counts: 'resource',
  strike(fault, { client }) {
    fault.realm.endTokens(['access'], 'revoked', fault.id, client);
  },
});
