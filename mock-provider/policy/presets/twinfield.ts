import { definePreset } from '../define-preset.ts';

export const twinfield = definePreset({
  name: 'twinfield',
  title: 'Twinfield',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { idleTtl: '60d' },
  },
  facts: [
    { about: 'access token', says: 'lives one hour', confidence: 'unverified' },
    { about: 'refresh token', says: 'dies when unused for 60 days', confidence: 'secondary' },
    { about: 'expired access token', says: '401', confidence: 'secondary' },
  ],
});
