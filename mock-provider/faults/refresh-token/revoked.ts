import { defineFault, ofClient, strikingOptions } from '../engine/define-fault.ts';

export const refreshTokenRevoked = defineFault({
  name: 'refresh-token/revoked',
  summary: 'Every live refresh token is revoked now; access tokens live on.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.4',
    'https://developers.google.com/identity/protocols/oauth2#expiration',
  ],
  options: strikingOptions(ofClient),
  strike(fault, { client }) {
    fault.realm.endTokens(['refresh'], 'revoked', fault.id, client);
  },
});
