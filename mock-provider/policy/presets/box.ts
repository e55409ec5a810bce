import { definePreset } from '../define-preset.ts';

const DOCS = 'https://developer.box.com';

export const box = definePreset({
  name: 'box',
  title: 'Box',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: {
      rotation: 'single-use',
      onReuse: 'error',
      idleTtl: '60d',
      concurrency: 'same-pair',
    },
    answers: {
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Refresh token has expired' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: DOCS },
    { about: 'refresh token', says: 'single use, 60 days', confidence: 'confirmed', source: DOCS },
    {
      about: 'concurrent refresh',
      says: 'the same refresh token sent at the same time yields the same pair',
      confidence: 'confirmed',
      source: DOCS,
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "Refresh token has expired"',
      confidence: 'unverified',
    },
  ],
});
