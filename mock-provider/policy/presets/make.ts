import { definePreset } from '../define-preset.ts';

const DOCS = 'https://developers.make.com';

export const make = definePreset({
  name: 'make',
  title: 'Make',
  policy: {
    accessTokenTtl: '300s',
    refreshToken: { absoluteTtl: '180d' },
  },
  facts: [
    { about: 'access token', says: 'lives 300 s', confidence: 'confirmed', source: DOCS },
    { about: 'refresh token', says: 'lives six months', confidence: 'confirmed', source: DOCS },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: DOCS },
  ],
});
