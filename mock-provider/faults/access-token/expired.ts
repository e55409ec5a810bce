import { defineFault, ofClient, strikingOptions } from '../engine/define-fault.ts';

export const accessTokenExpired = defineFault({
  name: 'access-token/expired',
  summary: 'Every live access token expires now, whatever its reply had promised.',
  actsOn: 'grant-store',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    'https://dev.twitch.tv/docs/authentication/refresh-tokens/',
  ],
  options: strikingOptions(ofClient),
  counts: 'resource',
  strike(fault, { client }) {
    fault.realm.endTokens(['access'], 'expired', fault.id, client);
  },
});
