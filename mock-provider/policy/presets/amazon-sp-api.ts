import { definePreset } from '../define-preset.ts';

export const amazonSpApi = definePreset({
  name: 'amazon-sp-api',
  title: 'Amazon Selling Partner API',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'never' },
    answers: {
      'expired-access-token': {
        status: 403,
        body: {
          errors: [
            {
              code: 'Unauthorized',
              message: 'Access to requested resource is denied.',
              details: 'The access token you provided has expired.',
            },
          ],
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description:
            "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'secondary' },
    { about: 'refresh token', says: 'long-lived; the same one stays', confidence: 'secondary' },
    {
      about: 'expired access token',
      says: '403 Unauthorized with details "The access token you provided has expired."',
      confidence: 'secondary',
    },
    {
      about: 'expired access token',
      says: 'the message "Access to requested resource is denied."',
      confidence: 'unverified',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "The request has an invalid grant parameter : refresh_token. …"',
      confidence: 'secondary',
    },
  ],
});
