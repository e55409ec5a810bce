import { definePreset } from '../define-preset.ts';

const DOCS = 'https://developer.getjobber.com';

export const jobber = definePreset({
  name: 'jobber',
  title: 'Jobber',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    answers: {
      'dead-refresh-token': { status: 401, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: DOCS },
    {
      about: 'rotation',
      says: 'on by default for apps made after 2024-01-02, the old refresh token dies at once; off, the same refresh token comes back with a warning',
      confidence: 'confirmed',
      source: DOCS,
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: DOCS },
    { about: 'dead refresh token', says: '401', confidence: 'unverified' },
  ],
  variants: [
    {
      name: 'without-rotation',
      summary: 'the app has rotation off: the same refresh token comes back',
      policy: { refreshToken: { rotation: 'never' } },
    },
  ],
});
