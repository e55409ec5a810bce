import { definePreset } from '../define-preset.ts';

const CHANGELOG = 'https://developer.spotify.com';

export const spotify = definePreset({
  name: 'spotify',
  title: 'Spotify',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'never', absoluteTtl: '180d' },
    refreshTokenInReply: 'when-changed',
    answers: {
      'expired-access-token': {
        status: 401,
        body: { error: { status: 401, message: 'The access token expired' } },
      },
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Refresh token revoked' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: CHANGELOG },
    {
      about: 'rotation',
      says: 'a refresh often leaves the refresh token out',
      confidence: 'confirmed',
      source: CHANGELOG,
    },
    {
      about: 'refresh token',
      says: 'from 2026-06-18 for new apps and 2026-07-20 for all it ends six months after the original consent',
      confidence: 'confirmed',
      source: CHANGELOG,
    },
    {
      about: 'expired access token',
      says: '401 "The access token expired"',
      confidence: 'unverified',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "Refresh token revoked"',
      confidence: 'confirmed',
      source: CHANGELOG,
    },
  ],
  variants: [
    // Nobody knows when the earlier rule began, so it holds for every date before the change.
    {
      name: 'without-end',
      summary:
        'before 2026-06-18, and for older apps before 2026-07-20: refresh tokens have no fixed end',
      effectiveFrom: '1970-01-01',
      policy: { refreshToken: { absoluteTtl: undefined } },
    },
    {
      name: 'new-app',
      summary: 'an app made from 2026-06-18: six months from consent',
      effectiveFrom: '2026-06-18',
      policy: {},
    },
    {
      name: 'every-app',
      summary: 'the rule of today: six months from consent',
      effectiveFrom: '2026-07-20',
      policy: {},
    },
  ],
});
