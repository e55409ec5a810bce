import { definePreset } from '../define-preset.ts';

const TOKENS = 'https://developer.xero.com/documentation/guides/oauth2/token-types';

export const xero = definePreset({
  name: 'xero',
  title: 'Xero',
  policy: {
    accessTokenTtl: '30m',
    refreshToken: { rotation: 'single-use', onReuse: 'error', grace: '30m', idleTtl: '60d' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          Type: null,
          Title: 'Unauthorized',
          Status: 401,
          Detail: 'TokenExpired: token expired at {{expired_at}}',
          Instance: '{{uuid}}',
          Extensions: {},
        },
      },
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 1800 s', confidence: 'confirmed', source: TOKENS },
    {
      about: 'rotation',
      says: 'each use; the old refresh token may be tried again for 30 minutes',
      confidence: 'confirmed',
      source: TOKENS,
    },
    {
      about: 'refresh token',
      says: 'dies when unused for 60 days',
      confidence: 'confirmed',
      source: TOKENS,
    },
    {
      about: 'expired access token',
      says: '401 "TokenExpired: token expired at …"; the real date is MM/DD/YYYY hh:mm:ss',
      confidence: 'confirmed',
      source: TOKENS,
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant',
      confidence: 'confirmed',
      source: TOKENS,
    },
  ],
});
