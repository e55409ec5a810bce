import { definePreset } from '../define-preset.ts';

export const awsCognito = definePreset({
  name: 'aws-cognito',
  title: 'AWS Cognito',
  policy: {
    refreshToken: { rotation: 'single-use', onReuse: 'error', grace: '60s' },
    answers: {
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
    },
  },
  facts: [
    { about: 'access token', says: 'its life is configurable', confidence: 'confirmed' },
    { about: 'rotation', says: 'with a grace of 0 to 60 s', confidence: 'confirmed' },
    { about: 'expired access token', says: '401', confidence: 'confirmed' },
    { about: 'dead refresh token', says: '400 invalid_grant', confidence: 'confirmed' },
  ],
  variants: [
    {
      name: 'without-grace',
      summary: 'rotation with no grace',
      policy: { refreshToken: { grace: '0s' } },
    },
  ],
});
