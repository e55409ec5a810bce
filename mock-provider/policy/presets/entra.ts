import { definePreset } from '../define-preset.ts';

const LIFETIMES = 'https://learn.microsoft.com/entra/identity-platform/refresh-tokens';
const ERRORS = 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes';

export const entra = definePreset({
  name: 'entra',
  title: 'Microsoft Entra ID',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: { rotation: 'single-use', onReuse: 'error', retirement: 'never', idleTtl: '90d' },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          error: {
            code: 'InvalidAuthenticationToken',
            message: 'Lifetime validation failed, the token is expired.',
          },
        },
      },
      'dead-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'AADSTS700082',
          error_codes: [700082],
          timestamp: '{{now}}',
          trace_id: '{{uuid}}',
          correlation_id: '{{uuid}}',
        },
      },
      'revoked-refresh-token': {
        status: 400,
        body: {
          error: 'invalid_grant',
          error_description: 'AADSTS50173',
          error_codes: [50173],
          timestamp: '{{now}}',
          trace_id: '{{uuid}}',
          correlation_id: '{{uuid}}',
        },
      },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'lives about an hour',
      confidence: 'confirmed',
      source: LIFETIMES,
    },
    {
      about: 'refresh token',
      says: 'lives 90 days; 24 hours, not extended, for single-page apps',
      confidence: 'confirmed',
      source: LIFETIMES,
    },
    {
      about: 'rotation',
      says: 'each use yields a new refresh token; the old one is not revoked',
      confidence: 'confirmed',
      source: LIFETIMES,
    },
    {
      about: 'expired access token',
      says: '401 InvalidAuthenticationToken "Lifetime validation failed, the token is expired."',
      confidence: 'confirmed',
    },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant with AADSTS70008 or 700082 (inactive), 700084 (single-page app), 50173 (revoked); error_codes, timestamp, trace_id and correlation_id in the body',
      confidence: 'confirmed',
      source: ERRORS,
    },
  ],
  variants: [
    {
      name: 'spa',
      summary: 'a single-page app: refresh tokens end 24 hours after consent',
      policy: {
        refreshToken: { absoluteTtl: '24h' },
        answers: {
          'expired-refresh-token': {
            status: 400,
            body: {
              error: 'invalid_grant',
              error_description: 'AADSTS700084',
              error_codes: [700084],
              timestamp: '{{now}}',
              trace_id: '{{uuid}}',
              correlation_id: '{{uuid}}',
            },
          },
        },
      },
    },
  ],
});
