import { definePreset } from '../define-preset.ts';

const API = 'https://docs.gitlab.com/api/oauth2';

export const gitlab = definePreset({
  name: 'gitlab',
  title: 'GitLab',
  policy: {
    accessTokenTtl: '2h',
    accessTokenOnRefresh: 'revoked',
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    reply: { createdAt: true },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          error: 'invalid_token',
          error_description:
            'Token is expired. You can either do re-authorization or token refresh.',
        },
      },
      'revoked-access-token': {
        status: 401,
        body: {
          error: 'invalid_token',
          error_description: 'Token was revoked. You have to re-authorize from the user.',
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'The provided authorization grant is invalid, expired, revoked',
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 7200 s', confidence: 'confirmed', source: API },
    {
      about: 'rotation',
      says: 'a refresh ends the old access token and the old refresh token',
      confidence: 'confirmed',
      source: API,
    },
    { about: 'reply', says: 'has created_at', confidence: 'confirmed', source: API },
    {
      about: 'expired access token',
      says: '401 invalid_token "Token is expired. You can either do re-authorization or token refresh."',
      confidence: 'confirmed',
      source: API,
    },
    {
      about: 'revoked access token',
      says: '401 invalid_token "Token was revoked. You have to re-authorize from the user."',
      confidence: 'confirmed',
      source: API,
    },
    {
      about: 'dead refresh token',
      says: 'invalid_grant "The provided authorization grant is invalid, expired, revoked, …"',
      confidence: 'confirmed',
      source: API,
    },
    {
      about: 'dead refresh token',
      says: '400 or 401, by version of its OAuth library',
      confidence: 'unverified',
    },
  ],
});
