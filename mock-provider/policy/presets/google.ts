import { definePreset } from '../define-preset.ts';

const EXPIRATION = 'https://developers.google.com/identity/protocols/oauth2#expiration';

export const google = definePreset({
  name: 'google',
  title: 'Google',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'never', idleTtl: '180d', limit: 100 },
    refreshTokenInReply: 'when-changed',
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          error: {
            code: 401,
            message: 'Request had invalid authentication credentials.',
            status: 'UNAUTHENTICATED',
          },
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: EXPIRATION },
    {
      about: 'rotation',
      says: 'none; a refresh does not repeat the refresh token',
      confidence: 'confirmed',
      source: EXPIRATION,
    },
    {
      about: 'refresh token',
      says: 'dies when unused for six months',
      confidence: 'confirmed',
      source: EXPIRATION,
    },
    {
      about: 'limit',
      says: '100 live refresh tokens per account and client; the oldest dies silently',
      confidence: 'confirmed',
      source: EXPIRATION,
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "Token has been expired or revoked."',
      confidence: 'confirmed',
      source: EXPIRATION,
    },
    {
      about: 'expired access token',
      says: '401 with status UNAUTHENTICATED',
      confidence: 'unverified',
    },
  ],
  variants: [
    {
      name: 'testing',
      summary: 'an external app in publishing status Testing: refresh tokens die after 7 days',
      policy: { refreshToken: { rotation: 'never', absoluteTtl: '7d' } },
    },
  ],
});
