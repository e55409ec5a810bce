import { definePreset } from '../define-preset.ts';

const GUIDE = 'https://developer.okta.com/docs/guides/refresh-tokens';

export const okta = definePreset({
  name: 'okta',
  title: 'Okta',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'never', idleTtl: '7d' },
    answers: {
      'dead-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'The refresh token is invalid or expired.',
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'unverified' },
    {
      about: 'rotation',
      says: 'persistent or rotating; a leeway of 0 to 60 s, 30 by default; reuse ends the family',
      confidence: 'confirmed',
      source: GUIDE,
    },
    {
      about: 'refresh token',
      says: 'unlimited life; dies when unused for 7 days by default',
      confidence: 'confirmed',
      source: GUIDE,
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "The refresh token is invalid or expired."',
      confidence: 'secondary',
    },
  ],
  variants: [
    {
      name: 'rotation',
      summary: 'the app rotates refresh tokens',
      policy: { refreshToken: { rotation: 'single-use', grace: '30s', onReuse: 'revoke-family' } },
    },
  ],
});
