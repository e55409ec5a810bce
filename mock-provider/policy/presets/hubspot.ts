import { definePreset } from '../define-preset.ts';

export const hubspot = definePreset({
  name: 'hubspot',
  title: 'HubSpot',
  policy: {
    accessTokenTtl: '30m',
    refreshToken: { rotation: 'never' },
    refreshTokenInReply: 'always',
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          status: 'error',
          message:
            'The OAuth token used to make this call expired {{seconds_since_expiry}} second(s) ago.',
          correlationId: '{{uuid}}',
          category: 'EXPIRED_AUTHENTICATION',
          context: { 'expire time': ['{{expired_at}}'] },
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: { status: 'BAD_REFRESH_TOKEN', message: 'missing or unknown refresh token' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 1800 s', confidence: 'confirmed' },
    {
      about: 'rotation',
      says: 'none: the same refresh token is returned and lives until the app is uninstalled',
      confidence: 'confirmed',
    },
    {
      about: 'expired access token',
      says: '401 EXPIRED_AUTHENTICATION, with how long ago it expired',
      confidence: 'secondary',
    },
    {
      about: 'dead refresh token',
      says: '400 BAD_REFRESH_TOKEN "missing or unknown refresh token"',
      confidence: 'secondary',
    },
  ],
});
