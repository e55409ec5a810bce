import { definePreset } from '../define-preset.ts';

export const keycloak = definePreset({
  name: 'keycloak',
  title: 'Keycloak',
  policy: {
    accessTokenTtl: '5m',
    refreshToken: { rotation: 'never', idleTtl: '30m', absoluteTtl: '10h' },
  },
  facts: [
    { about: 'access token', says: 'lives 300 s', confidence: 'unverified' },
    {
      about: 'refresh token',
      says: 'the session ends when idle for 30 minutes and after 10 hours',
      confidence: 'unverified',
    },
    {
      about: 'rotation',
      says: 'single use when "Revoke Refresh Token" is on; "Refresh Token Max Reuse" tolerates replays',
      confidence: 'confirmed',
    },
    {
      about: 'rotation',
      says: 'a replay beyond that ends the session of the user',
      confidence: 'unverified',
    },
    { about: 'expired access token', says: '401 invalid_token', confidence: 'confirmed' },
  ],
  variants: [
    {
      name: 'revoke-refresh-token',
      summary: '"Revoke Refresh Token" is on, no reuse tolerated',
      policy: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-session' } },
    },
  ],
});
