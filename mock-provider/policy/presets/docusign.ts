import { definePreset } from '../define-preset.ts';

const BLOG = 'https://docusign.com/blog/developers/authorization-code-grant-refresh-tokens';

export const docusign = definePreset({
  name: 'docusign',
  title: 'DocuSign',
  policy: {
    accessTokenTtl: '8h',
    clientAuthentication: 'header',
    refreshToken: { absoluteTtl: '30d' },
    answers: {
      'dead-refresh-token': {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'expired_client_token' },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 28800 s', confidence: 'confirmed', source: BLOG },
    {
      about: 'refresh token',
      says: 'lives 30 days; the extended scope renews them',
      confidence: 'confirmed',
      source: BLOG,
    },
    {
      about: 'client',
      says: 'authenticates with HTTP Basic',
      confidence: 'confirmed',
      source: BLOG,
    },
    { about: 'expired access token', says: '401', confidence: 'confirmed', source: BLOG },
    {
      about: 'dead refresh token',
      says: '400 invalid_grant',
      confidence: 'confirmed',
      source: BLOG,
    },
    {
      about: 'dead refresh token',
      says: 'the description expired_client_token',
      confidence: 'unverified',
    },
  ],
  variants: [
    {
      name: 'extended',
      summary: 'with the extended scope each refresh renews the 30 days',
      policy: { refreshToken: { absoluteTtl: undefined, idleTtl: '30d' } },
    },
  ],
});
