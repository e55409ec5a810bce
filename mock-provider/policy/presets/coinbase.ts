import { definePreset } from '../define-preset.ts';

const DOCS = 'https://docs.cdp.coinbase.com';

export const coinbase = definePreset({
  name: 'coinbase',
  title: 'Coinbase',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'single-use', onReuse: 'error', idleTtl: '1.5y' },
    answers: {
      'dead-refresh-token': { status: 401, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: DOCS },
    {
      about: 'refresh token',
      says: '1.5 years, single use',
      confidence: 'confirmed',
      source: DOCS,
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: DOCS },
    { about: 'dead refresh token', says: '401', confidence: 'confirmed', source: DOCS },
    { about: 'dead refresh token', says: 'the body', confidence: 'unverified' },
  ],
});
