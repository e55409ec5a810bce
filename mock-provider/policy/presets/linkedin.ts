import { definePreset } from '../define-preset.ts';

const DOCS = 'https://learn.microsoft.com/linkedin';

export const linkedin = definePreset({
  name: 'linkedin',
  title: 'LinkedIn',
  policy: {
    accessTokenTtl: '60d',
    refreshToken: { rotation: 'never', absoluteTtl: '365d' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          serviceErrorCode: 65602,
          message: 'The token used in the request has expired',
          status: 401,
          code: 'EXPIRED_ACCESS_TOKEN',
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description:
            'The provided authorization grant or refresh token is invalid, expired or revoked.',
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 60 days', confidence: 'confirmed', source: DOCS },
    {
      about: 'refresh token',
      says: '365 days from consent, not extended by use; partners only',
      confidence: 'confirmed',
      source: DOCS,
    },
    {
      about: 'expired access token',
      says: '401 with serviceErrorCode 65602, EXPIRED_ACCESS_TOKEN',
      confidence: 'confirmed',
      source: DOCS,
    },
    {
      about: 'dead refresh token',
      says: '400 "The provided authorization grant or refresh token is invalid, expired or revoked."',
      confidence: 'confirmed',
      source: DOCS,
    },
    {
      about: 'dead refresh token',
      says: 'the error code beside that text',
      confidence: 'unverified',
    },
  ],
});
