import { definePreset } from '../define-preset.ts';

const DOCS = 'https://docs.wise.com';

export const wise = definePreset({
  name: 'wise',
  title: 'Wise',
  policy: {
    accessTokenTtl: '12h',
    accessTokenOnRefresh: 'revoked',
  },
  facts: [
    {
      about: 'access token',
      says: 'lives 12 hours; a refresh ends the old one at once',
      confidence: 'confirmed',
      source: DOCS,
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: DOCS },
    { about: 'dead refresh token', says: 'invalid_grant', confidence: 'confirmed', source: DOCS },
  ],
});
