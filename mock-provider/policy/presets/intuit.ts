import { definePreset } from '../define-preset.ts';

const FAQ = 'https://developer.intuit.com';

export const intuit = definePreset({
  name: 'intuit',
  title: 'Intuit QuickBooks',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: {
      rotation: 'periodic',
      onReuse: 'error',
      rotateAfter: '24h',
      idleTtl: '100d',
      absoluteTtl: '1825d',
    },
    reply: { refreshTokenExpiresIn: 'x_refresh_token_expires_in' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          Fault: {
            Error: [
              {
                Message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
                code: '3200',
              },
            ],
            type: 'AUTHENTICATION',
          },
        },
      },
      'dead-refresh-token': { status: 400, body: { error: 'invalid_grant' } },
      'throttled-api': {
        status: 429,
        body: {
          Fault: {
            Error: [
              {
                Message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
                code: '3001',
              },
            ],
          },
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: FAQ },
    {
      about: 'refresh token',
      says: '100 days from its last use; no longer than 5 years for tokens from October 2023',
      confidence: 'confirmed',
      source: FAQ,
    },
    { about: 'rotation', says: 'the value changes about every 24 hours', confidence: 'secondary' },
    {
      about: 'reply',
      says: 'x_refresh_token_expires_in carries the remaining life of the refresh token',
      confidence: 'confirmed',
      source: FAQ,
    },
    {
      about: 'expired access token',
      says: '401 AUTHENTICATION fault 3200 "message=AuthenticationFailed; errorCode=003200; statusCode=401"',
      confidence: 'secondary',
    },
    {
      about: 'expired access token',
      says: 'how the fault is laid out around code and message',
      confidence: 'unverified',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant without a description',
      confidence: 'secondary',
    },
    {
      about: 'throttle',
      says: '429 with ThrottleExceeded, errorCode=003001',
      confidence: 'secondary',
    },
    {
      about: 'throttle',
      says: 'how the fault is laid out around code and message',
      confidence: 'unverified',
    },
  ],
});
