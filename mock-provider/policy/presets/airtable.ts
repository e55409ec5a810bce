import { definePreset } from '../define-preset.ts';

const REFERENCE = 'https://airtable.com/developers/web/api/oauth-reference';

export const airtable = definePreset({
  name: 'airtable',
  title: 'Airtable',
  policy: {
    accessTokenTtl: '1h',
    accessTokenOnRefresh: 'revoked',
    refreshToken: { rotation: 'single-use', onReuse: 'error', idleTtl: '60d' },
    answers: {
      'expired-access-token': { status: 401, body: { error: { type: 'AUTHENTICATION_REQUIRED' } } },
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: REFERENCE },
    { about: 'refresh token', says: 'lives 60 days', confidence: 'confirmed', source: REFERENCE },
    {
      about: 'rotation',
      says: 'a refresh ends the old access and refresh token at once, without grace',
      confidence: 'confirmed',
      source: REFERENCE,
    },
    {
      about: 'expired access token',
      says: '401 AUTHENTICATION_REQUIRED',
      confidence: 'unverified',
    },
    { about: 'dead refresh token', says: '400 invalid_grant', confidence: 'unverified' },
  ],
});
