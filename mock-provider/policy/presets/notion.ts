import { definePreset } from '../define-preset.ts';

export const notion = definePreset({
  name: 'notion',
  title: 'Notion',
  policy: {
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: { object: 'error', status: 401, code: 'unauthorized' },
      },
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    {
      about: 'rotation',
      says: 'a refresh yields a new access token and a new refresh token',
      confidence: 'confirmed',
    },
    {
      about: 'refresh token',
      says: 'none, and access tokens without expiry, in older documentation',
      confidence: 'secondary',
    },
    { about: 'expired access token', says: '401 unauthorized', confidence: 'unverified' },
    { about: 'dead refresh token', says: '400 invalid_grant', confidence: 'unverified' },
  ],
  variants: [
    {
      name: 'without-refresh',
      summary: 'as older documentation has it: no refresh token, no expiry',
      policy: {
        accessTokenTtl: '100y',
        refreshToken: { issue: 'never' },
        reply: { expiresIn: 'absent' },
      },
    },
  ],
});
