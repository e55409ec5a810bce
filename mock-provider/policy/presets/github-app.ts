import { definePreset } from '../define-preset.ts';

const REFRESHING =
  'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens';

export const githubApp = definePreset({
  name: 'github-app',
  title: 'GitHub App (user token)',
  policy: {
    accessTokenTtl: '8h',
    accessTokenOnRefresh: 'revoked',
    refreshToken: { rotation: 'single-use', onReuse: 'error', idleTtl: '15897600s' },
    reply: { contentType: 'negotiated', refreshTokenExpiresIn: 'refresh_token_expires_in' },
    answers: {
      'expired-access-token': { status: 401, body: { message: 'Bad credentials' } },
      'dead-refresh-token': {
        status: 200,
        contentType: 'as-token-reply',
        body: {
          error: 'bad_refresh_token',
          error_description: 'The refresh token passed is incorrect or expired.',
        },
      },
      'client-refused': {
        status: 200,
        contentType: 'as-token-reply',
        body: { error: 'incorrect_client_credentials' },
      },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'lives 28800 s; a refresh ends the old one',
      confidence: 'confirmed',
      source: REFRESHING,
    },
    {
      about: 'refresh token',
      says: 'single use, six months',
      confidence: 'confirmed',
      source: REFRESHING,
    },
    { about: 'refresh token', says: 'six months are 15897600 s', confidence: 'unverified' },
    {
      about: 'reply',
      says: 'form-encoded unless the client accepts JSON',
      confidence: 'confirmed',
      source: REFRESHING,
    },
    { about: 'expired access token', says: '401 "Bad credentials"', confidence: 'unverified' },
    {
      about: 'dead refresh token',
      says: '200 bad_refresh_token "The refresh token passed is incorrect or expired."',
      confidence: 'confirmed',
      source: REFRESHING,
    },
    {
      about: 'dead refresh token',
      says: 'an error_uri stands beside them; its value was not confirmed, so that it is left out',
      confidence: 'unverified',
    },
    {
      about: 'reply',
      says: 'refresh_token_expires_in carries the remaining life of the refresh token',
      confidence: 'secondary',
    },
    {
      about: 'client',
      says: '200 incorrect_client_credentials',
      confidence: 'confirmed',
      source: REFRESHING,
    },
  ],
});
