import { definePreset } from '../define-preset.ts';

export const netsuite = definePreset({
  name: 'netsuite',
  title: 'NetSuite',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { absoluteTtl: '7d' },
    answers: {
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'unverified' },
    {
      about: 'refresh token',
      says: '7 days from consent, not extended by use',
      confidence: 'secondary',
    },
    { about: 'expired access token', says: '401', confidence: 'secondary' },
    { about: 'dead refresh token', says: '400 invalid_grant', confidence: 'secondary' },
  ],
});
