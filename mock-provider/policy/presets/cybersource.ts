import { definePreset } from '../define-preset.ts';

const DOCS = 'https://developer.cybersource.com';

export const cybersource = definePreset({
  name: 'cybersource',
  title: 'Cybersource',
  policy: {
    accessTokenTtl: '15m',
    refreshToken: { rotation: 'single-use', onReuse: 'error', grace: '180d', idleTtl: '1y' },
    answers: {
      'dead-refresh-token': { status: 500, body: {} },
      'client-refused': { status: 500, body: {} },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 15 minutes', confidence: 'confirmed', source: DOCS },
    {
      about: 'refresh token',
      says: 'one year, started anew by each use, with six months of grace',
      confidence: 'confirmed',
      source: DOCS,
    },
    {
      about: 'rotation',
      says: 'that the grace is for a replaced refresh token',
      confidence: 'unverified',
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: DOCS },
    {
      about: 'dead refresh token',
      says: '500, as for every failure of the token endpoint',
      confidence: 'confirmed',
      source: DOCS,
    },
    { about: 'dead refresh token', says: 'the body', confidence: 'unverified' },
  ],
});
