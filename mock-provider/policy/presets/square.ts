import { definePreset } from '../define-preset.ts';

export const square = definePreset({
  name: 'square',
  title: 'Square',
  policy: {
    accessTokenTtl: '30d',
    refreshToken: { rotation: 'never' },
    reply: { expiresIn: 'absent', expiresAt: true },
    answers: {
      'expired-access-token': {
        status: 401,
        body: { errors: [{ category: 'AUTHENTICATION_ERROR', code: 'ACCESS_TOKEN_EXPIRED' }] },
      },
      'dead-refresh-token': {
        status: 401,
        body: { message: 'Invalid refresh token', type: 'service.not_authorized' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 30 days', confidence: 'confirmed' },
    {
      about: 'reply',
      says: 'expires_at as an ISO date in place of expires_in',
      confidence: 'confirmed',
    },
    {
      about: 'refresh token',
      says: 'the code flow keeps the same one, without expiry; PKCE has 90 days and single use',
      confidence: 'unverified',
    },
    { about: 'expired access token', says: '401 ACCESS_TOKEN_EXPIRED', confidence: 'unverified' },
    {
      about: 'dead refresh token',
      says: '401 service.not_authorized "Invalid refresh token"',
      confidence: 'secondary',
    },
  ],
  variants: [
    {
      name: 'pkce',
      summary: 'the PKCE flow: single use, 90 days',
      policy: { refreshToken: { rotation: 'single-use', onReuse: 'error', idleTtl: '90d' } },
    },
  ],
});
