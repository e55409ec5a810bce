import { definePreset } from '../define-preset.ts';

export const auth0 = definePreset({
  name: 'auth0',
  title: 'Auth0',
  policy: {
    accessTokenTtl: '24h',
    refreshToken: {
      rotation: 'single-use',
      grace: '0s',
      graceScope: 'previous-generation',
      onReuse: 'revoke-family',
      absoluteTtl: '30d',
      idleTtl: '30d',
      limit: 200,
    },
    answers: {
      'dead-refresh-token': {
        status: 403,
        body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 86400 s by default', confidence: 'unverified' },
    {
      about: 'rotation',
      says: 'each use; no leeway by default, and where there is one it is for the previous generation only; reuse ends the family',
      confidence: 'confirmed',
    },
    { about: 'refresh token', says: '30 days absolute, 30 days unused', confidence: 'confirmed' },
    { about: 'limit', says: '200 live refresh tokens', confidence: 'confirmed' },
    {
      about: 'dead refresh token',
      says: '403 invalid_grant "Unknown or invalid refresh token."',
      confidence: 'confirmed',
    },
  ],
});
