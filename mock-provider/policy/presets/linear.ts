import { definePreset } from '../define-preset.ts';

export const linear = definePreset({
  name: 'linear',
  title: 'Linear',
  policy: {
    accessTokenTtl: '24h',
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    answers: {
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 24 hours', confidence: 'secondary' },
    {
      about: 'rotation',
      says: 'refresh tokens since 2025-10-01; each use yields a new one',
      confidence: 'secondary',
    },
    { about: 'expired access token', says: '401', confidence: 'secondary' },
    { about: 'dead refresh token', says: '400 invalid_grant', confidence: 'unverified' },
  ],
  variants: [
    // Nobody knows when the earlier rule began, so it holds for every date before the change.
    {
      name: 'without-refresh',
      summary: 'before 2025-10-01: no refresh tokens',
      effectiveFrom: '1970-01-01',
      policy: { refreshToken: { issue: 'never' } },
    },
    {
      name: 'with-refresh',
      summary: 'the rule of today: refresh tokens, new ones on each use',
      effectiveFrom: '2025-10-01',
      policy: {},
    },
  ],
});
