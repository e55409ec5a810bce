import { definePreset } from '../define-preset.ts';

const REFRESHING = 'https://dev.twitch.tv/docs/authentication/refresh-tokens';

export const twitch = definePreset({
  name: 'twitch',
  title: 'Twitch',
  policy: {
    reply: { scope: 'array' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: { error: 'Unauthorized', status: 401, message: 'Invalid OAuth token' },
      },
      'dead-refresh-token': {
        status: 400,
        body: { status: 400, message: 'Invalid refresh token' },
      },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'its life is told by expires_in, which clients are told not to rely on: refresh on 401',
      confidence: 'confirmed',
      source: REFRESHING,
    },
    { about: 'reply', says: 'scope is an array in what users report', confidence: 'secondary' },
    { about: 'expired access token', says: '401 "Invalid OAuth token"', confidence: 'unverified' },
    { about: 'dead refresh token', says: '400 "Invalid refresh token"', confidence: 'secondary' },
  ],
  variants: [
    {
      name: 'documented-scope',
      summary: 'scope is a text, as the documentation shows it',
      policy: { reply: { scope: 'string' } },
    },
  ],
});
