import { definePreset } from '../define-preset.ts';

const MESSAGES = 'https://developers.zoom.us/docs/integrations/oauth-error-messages';

export const zoom = definePreset({
  name: 'zoom',
  title: 'Zoom',
  policy: {
    accessTokenTtl: '1h',
    accessTokenOnRefresh: 'revoked',
    refreshToken: { rotation: 'single-use', onReuse: 'error', idleTtl: '90d' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: { code: 124, message: 'Access token is expired.' },
      },
      'dead-refresh-token': {
        status: 400,
        body: { reason: 'Invalid Token!', error: 'invalid_grant' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed' },
    { about: 'access token', says: 'a refresh ends the old one', confidence: 'unverified' },
    {
      about: 'refresh token',
      says: 'lives 90 days; an older official page says 15 years',
      confidence: 'secondary',
    },
    {
      about: 'rotation',
      says: 'each use; only the latest refresh token works',
      confidence: 'confirmed',
    },
    {
      about: 'expired access token',
      says: '401 with code 124 "Access token is expired."',
      confidence: 'secondary',
    },
    {
      about: 'dead refresh token',
      says: '"Invalid Token!" for an older refresh token',
      confidence: 'confirmed',
    },
    {
      about: 'dead refresh token',
      says: '400 with reason "Invalid Token!" and invalid_grant as the error',
      confidence: 'unverified',
    },
    {
      about: 'errors',
      says: 'codes 4700 to 4741; 4711 for a scope mismatch',
      confidence: 'confirmed',
      source: MESSAGES,
    },
  ],
});
