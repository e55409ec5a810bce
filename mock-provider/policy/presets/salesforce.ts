import { definePreset } from '../define-preset.ts';

export const salesforce = definePreset({
  name: 'salesforce',
  title: 'Salesforce',
  policy: {
    refreshToken: { rotation: 'never', concurrency: 'refused' },
    reply: { expiresIn: 'absent' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
      },
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'expired access/refresh token' },
      },
      'concurrent-refresh': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'token request is already being processed',
        },
      },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'lives as long as the session policy says',
      confidence: 'confirmed',
    },
    { about: 'reply', says: 'has no expires_in', confidence: 'unverified' },
    {
      about: 'rotation',
      says: 'none by default; optional single-use rotation, where a replay ends the current refresh token and its access tokens',
      confidence: 'confirmed',
    },
    {
      about: 'refresh token',
      says: 'an idle lifetime is an option, for example 30 days',
      confidence: 'confirmed',
    },
    {
      about: 'expired access token',
      says: '401 INVALID_SESSION_ID "Session expired or invalid"',
      confidence: 'secondary',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant "expired access/refresh token"',
      confidence: 'secondary',
    },
    {
      about: 'concurrent refresh',
      says: '400 invalid_grant "token request is already being processed"; it passes',
      confidence: 'secondary',
    },
  ],
  variants: [
    {
      name: 'rotation',
      summary: 'refresh token rotation is on',
      policy: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-current' } },
    },
    {
      name: 'idle-30d',
      summary: 'refresh tokens die when unused for 30 days',
      policy: { refreshToken: { idleTtl: '30d' } },
    },
  ],
});
