import { definePreset } from '../define-preset.ts';

const APPS = 'https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps';

export const atlassian = definePreset({
  name: 'atlassian',
  title: 'Atlassian 3LO',
  policy: {
    accessTokenTtl: '1h',
    accessTokenOnRefresh: 'revoked-after-grace',
    accessTokenGrace: '10m',
    refreshToken: {
      rotation: 'single-use',
      grace: '10m',
      onReuse: 'revoke-family',
      idleTtl: '90d',
      absoluteTtl: '365d',
    },
    answers: {
      'dead-refresh-token': {
        status: 403,
        body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: APPS },
    {
      about: 'rotation',
      says: 'each use; after 10 minutes of leeway the old refresh token and the old access token are revoked',
      confidence: 'confirmed',
      source: APPS,
    },
    {
      about: 'rotation',
      says: 'a replay after the leeway revokes all tokens of the consent',
      confidence: 'confirmed',
      source: APPS,
    },
    {
      about: 'refresh token',
      says: 'dies when unused for 90 days and 365 days after consent',
      confidence: 'confirmed',
      source: APPS,
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: APPS },
    {
      about: 'dead refresh token',
      says: '403 invalid_grant "Unknown or invalid refresh token."',
      confidence: 'confirmed',
      source: APPS,
    },
    {
      about: 'dead refresh token',
      says: 'unauthorized_client "refresh_token is invalid" is seen too',
      confidence: 'secondary',
    },
  ],
});
