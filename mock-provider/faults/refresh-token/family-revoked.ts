import { defineFault, ofClient, strikingOptions } from '../engine/define-fault.ts';

export const refreshTokenFamilyRevoked = defineFault({
  name: 'refresh-token/family-revoked',
  summary: 'Every consent is withdrawn now: its refresh and access tokens are revoked.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
  ],
  options: strikingOptions(ofClient),
  strike(fault, { client }) {
    fault.realm.endTokens(['refresh', 'access'], 'revoked', fault.id, client);
  },
});
