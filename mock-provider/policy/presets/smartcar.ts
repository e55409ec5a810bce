import { definePreset } from '../define-preset.ts';

export const smartcar = definePreset({
  name: 'smartcar',
  title: 'Smartcar',
  policy: {
    accessTokenTtl: '2h',
    refreshToken: { rotation: 'single-use', onReuse: 'error', grace: '1m', idleTtl: '60d' },
  },
  facts: [
    { about: 'access token', says: 'lives two hours', confidence: 'unverified' },
    {
      about: 'refresh token',
      says: '60 days; one minute after its use it is dead',
      confidence: 'confirmed',
    },
  ],
});
