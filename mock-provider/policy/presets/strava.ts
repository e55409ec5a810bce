import { definePreset } from '../define-preset.ts';

export const strava = definePreset({
  name: 'strava',
  title: 'Strava',
  policy: {
    accessTokenTtl: '6h',
    refreshToken: { rotation: 'periodic', onReuse: 'error' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          message: 'Authorization Error',
          errors: [{ resource: 'Athlete', field: 'access_token', code: 'invalid' }],
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: {
          message: 'Bad Request',
          errors: [{ resource: 'RefreshToken', field: 'refresh_token', code: 'invalid' }],
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 21600 s', confidence: 'secondary' },
    { about: 'rotation', says: 'the refresh token may change on use', confidence: 'secondary' },
    { about: 'rotation', says: 'how often it changes', confidence: 'unverified' },
    { about: 'expired access token', says: '401 "Authorization Error"', confidence: 'secondary' },
    {
      about: 'expired access token',
      says: 'the list of errors in the body',
      confidence: 'unverified',
    },
    {
      about: 'dead refresh token',
      says: '400 "Bad Request" with RefreshToken refresh_token invalid',
      confidence: 'secondary',
    },
    { about: 'throttle', says: '200 requests in 15 minutes, then 429', confidence: 'secondary' },
  ],
});
