import { definePreset } from '../define-preset.ts';

export const openaiCodex = definePreset({
  name: 'openai-codex',
  title: 'OpenAI Codex',
  policy: {
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    answers: {
      'reused-refresh-token': { status: 401, body: { error: { code: 'refresh_token_reused' } } },
    },
  },
  facts: [
    { about: 'rotation', says: 'each use yields a new refresh token', confidence: 'secondary' },
    { about: 'expired access token', says: '401', confidence: 'secondary' },
    {
      about: 'reused refresh token',
      says: '401 with code refresh_token_reused',
      confidence: 'secondary',
    },
    {
      about: 'reused refresh token',
      says: 'where in the body the code is',
      confidence: 'unverified',
    },
  ],
});
