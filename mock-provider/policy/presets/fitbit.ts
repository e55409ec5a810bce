import { definePreset } from '../define-preset.ts';

const DOCS = 'https://dev.fitbit.com';

export const fitbit = definePreset({
  name: 'fitbit',
  title: 'Fitbit',
  policy: {
    accessTokenTtl: '8h',
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          errors: [{ errorType: 'expired_token', message: 'Access token expired: {{uuid}}' }],
          success: false,
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: {
          errors: [{ errorType: 'invalid_grant', message: 'Refresh token invalid: {{uuid}}' }],
          success: false,
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 28800 s', confidence: 'confirmed', source: DOCS },
    {
      about: 'refresh token',
      says: 'never expires, single use',
      confidence: 'confirmed',
      source: DOCS,
    },
    {
      about: 'expired access token',
      says: '401 expired_token "Access token expired: …"',
      confidence: 'secondary',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "Refresh token invalid: …"',
      confidence: 'secondary',
    },
  ],
});
