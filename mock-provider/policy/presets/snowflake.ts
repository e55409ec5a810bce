import { definePreset } from '../define-preset.ts';

const DOCS = 'https://docs.snowflake.com';

export const snowflake = definePreset({
  name: 'snowflake',
  title: 'Snowflake',
  policy: {
    accessTokenTtl: '10m',
    refreshToken: { rotation: 'never', absoluteTtl: '90d' },
    answers: {
      'expired-access-token': { status: 401, body: { code: '390318' } },
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 600 s', confidence: 'confirmed', source: DOCS },
    { about: 'refresh token', says: 'lives 90 days', confidence: 'confirmed', source: DOCS },
    {
      about: 'rotation',
      says: 'optional single use: a new refresh token ends all earlier refresh and access tokens',
      confidence: 'confirmed',
      source: DOCS,
    },
    { about: 'expired access token', says: '401 with code 390318', confidence: 'unverified' },
    { about: 'dead refresh token', says: '400 invalid_grant', confidence: 'unverified' },
  ],
  variants: [
    {
      name: 'single-use',
      summary: 'refresh tokens are single use',
      policy: {
        accessTokenOnRefresh: 'revoked',
        refreshToken: {
          rotation: 'single-use',
          onReuse: 'error',
          absoluteTtl: undefined,
          idleTtl: '90d',
        },
      },
    },
  ],
});
