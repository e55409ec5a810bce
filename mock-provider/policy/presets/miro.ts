import { definePreset } from '../define-preset.ts';

export const miro = definePreset({
  name: 'miro',
  title: 'Miro',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'single-use', onReuse: 'error', idleTtl: '60d' },
  },
  facts: [
    { about: 'access token', says: 'lives one hour', confidence: 'unverified' },
    { about: 'refresh token', says: '60 days; each use yields a new one', confidence: 'secondary' },
    { about: 'expired access token', says: '401', confidence: 'secondary' },
  ],
});
