import { definePreset } from '../define-preset.ts';

export const ringcentral = definePreset({
  name: 'ringcentral',
  title: 'RingCentral',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: {
      rotation: 'single-use',
      onReuse: 'error',
      retirement: 'on-access-token-use',
      grace: '10s',
      graceReply: 'same-pair',
      idleTtl: '7d',
    },
    answers: {
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'Token not found' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed' },
    { about: 'refresh token', says: 'single use, 7 days', confidence: 'confirmed' },
    {
      about: 'rotation',
      says: 'the old refresh token works until the new access token is used, and 10 s longer; repeats yield the same tokens',
      confidence: 'secondary',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "Token not found"',
      confidence: 'unverified',
    },
  ],
});
