import { definePreset } from '../define-preset.ts';

export const dropbox = definePreset({
  name: 'dropbox',
  title: 'Dropbox',
  policy: {
    accessTokenTtl: '4h',
    refreshToken: { rotation: 'never' },
    refreshTokenInReply: 'when-changed',
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          error_summary: 'expired_access_token/..',
          error: { '.tag': 'expired_access_token' },
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'refresh token is invalid or revoked' },
      },
      'unknown-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'refresh token is malformed' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 14400 s', confidence: 'confirmed' },
    {
      about: 'refresh token',
      says: 'no expiry, no rotation; a refresh leaves it out',
      confidence: 'confirmed',
    },
    { about: 'expired access token', says: '401 expired_access_token', confidence: 'secondary' },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "refresh token is malformed" or "…invalid or revoked"',
      confidence: 'unverified',
    },
  ],
});
