import { definePreset } from '../define-preset.ts';

export const pinterest = definePreset({
  name: 'pinterest',
  title: 'Pinterest',
  policy: {
    accessTokenTtl: '30d',
    refreshToken: { absoluteTtl: '365d' },
  },
  facts: [
    { about: 'access token', says: 'lives 30 days', confidence: 'unverified' },
    { about: 'refresh token', says: 'lives 365 days', confidence: 'secondary' },
    { about: 'expired access token', says: '401', confidence: 'secondary' },
  ],
});
