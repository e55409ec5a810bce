import { definePreset } from '../define-preset.ts';

export const pipedrive = definePreset({
  name: 'pipedrive',
  title: 'Pipedrive',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'never', idleTtl: '60d' },
    answers: {
      'dead-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'Invalid grant: refresh_token is invalid',
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed' },
    {
      about: 'refresh token',
      says: 'dies when unused for 60 days; each use restarts them',
      confidence: 'secondary',
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed' },
    {
      about: 'dead refresh token',
      says: '400 "Invalid grant: refresh_token is invalid"; one already exchanged counts as invalid',
      confidence: 'secondary',
    },
    { about: 'dead refresh token', says: 'the fields around that text', confidence: 'unverified' },
  ],
});
