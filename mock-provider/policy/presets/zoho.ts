import { definePreset } from '../define-preset.ts';

const LIMITS = 'https://zoho.com/accounts/protocol/oauth';

export const zoho = definePreset({
  name: 'zoho',
  title: 'Zoho',
  policy: {
    accessTokenTtl: '1h',
    accessTokenLimit: 10,
    apiScheme: ['Zoho-oauthtoken', 'Bearer'],
    refreshToken: { rotation: 'never', limit: 20 },
    answers: {
      'expired-access-token': { status: 401, body: { code: 'INVALID_TOKEN' } },
      'dead-refresh-token': { status: 200, body: { error: 'invalid_code' } },
      'throttled-token-endpoint': {
        status: 400,
        body: {
          error_description:
            'You have made too many requests continuously. Please try again after some time.',
          error: 'Access Denied',
          status: 'failure',
        },
      },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'lives 3600 s; 10 to 30 live ones per refresh token',
      confidence: 'confirmed',
      source: LIMITS,
    },
    {
      about: 'refresh token',
      says: 'no expiry, no rotation',
      confidence: 'confirmed',
      source: LIMITS,
    },
    {
      about: 'limit',
      says: '20 refresh tokens per user and client; the 21st ends the first',
      confidence: 'confirmed',
      source: LIMITS,
    },
    {
      about: 'scheme',
      says: 'Zoho-oauthtoken or Bearer',
      confidence: 'confirmed',
      source: 'https://www.zoho.com/accounts/protocol/oauth/use-access-token.html',
    },
    {
      about: 'expired access token',
      says: '401 INVALID_TOKEN or INVALID_OAUTHTOKEN, at times AUTHENTICATION_FAILURE',
      confidence: 'secondary',
    },
    {
      about: 'expired access token',
      says: 'the field that carries the code',
      confidence: 'unverified',
    },
    {
      about: 'dead refresh token',
      says: 'invalid_code, typically with status 200',
      confidence: 'secondary',
    },
    {
      about: 'throttle',
      says: 'more than 10 access tokens in 10 minutes: 400 Access Denied',
      confidence: 'secondary',
    },
  ],
});
