import { definePreset } from '../define-preset.ts';

export const marketo = definePreset({
  name: 'marketo',
  title: 'Marketo',
  policy: {
    accessTokenTtl: '1h',
    accessTokenOnRefresh: 'same',
    refreshToken: { issue: 'never' },
    answers: {
      'expired-access-token': {
        status: 200,
        body: {
          requestId: '{{uuid}}',
          success: false,
          errors: [{ code: '602', message: 'Access token expired' }],
        },
      },
      'unknown-access-token': {
        status: 200,
        body: {
          requestId: '{{uuid}}',
          success: false,
          errors: [{ code: '601', message: 'Access token invalid' }],
        },
      },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'lives 3600 s; while it lives it is given again with the seconds that are left',
      confidence: 'confirmed',
    },
    { about: 'refresh token', says: 'none: client credentials only', confidence: 'confirmed' },
    {
      about: 'expired access token',
      says: '200 with success false and code 602 "Access token expired"',
      confidence: 'confirmed',
    },
    {
      about: 'unknown access token',
      says: '200 with success false and code 601',
      confidence: 'confirmed',
    },
    {
      about: 'unknown access token',
      says: 'the message "Access token invalid"',
      confidence: 'unverified',
    },
  ],
});
