import { definePreset } from '../define-preset.ts';

const CHANGELOG = 'https://shopify.dev/changelog';

export const shopify = definePreset({
  name: 'shopify',
  title: 'Shopify (expiring offline tokens)',
  policy: {
    accessTokenTtl: '1h',
    refreshToken: {
      rotation: 'single-use',
      onReuse: 'error',
      retirement: 'on-successor-use',
      retirementCap: '30d',
      idleTtl: '90d',
    },
    answers: {
      'expired-access-token': {
        status: 401,
        body: {
          errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
        },
      },
    },
  },
  facts: [
    { about: 'access token', says: 'lives 3600 s', confidence: 'confirmed', source: CHANGELOG },
    {
      about: 'refresh token',
      says: '90 days; each use yields a new one',
      confidence: 'confirmed',
      source: CHANGELOG,
    },
    {
      about: 'rotation',
      says: 'from 2026-08-28 the old refresh token works until its replacement is used, 30 days at most',
      confidence: 'confirmed',
      source: CHANGELOG,
    },
    {
      about: 'rotation',
      says: 'before 2026-08-28 the old refresh token worked for 60 minutes',
      confidence: 'confirmed',
      source: CHANGELOG,
    },
    {
      about: 'expired access token',
      says: '401 "[API] Invalid API key or access token (unrecognized login or wrong password)"',
      confidence: 'unverified',
    },
  ],
  variants: [
    // Nobody knows when the earlier rule began, so it holds for every date before the change.
    {
      name: 'sixty-minutes',
      summary: 'before 2026-08-28: the old refresh token works for 60 minutes',
      effectiveFrom: '1970-01-01',
      policy: { refreshToken: { retirement: 'on-use', grace: '60m' } },
    },
    {
      name: 'until-replacement-used',
      summary: 'the rule of today: the old refresh token works until its replacement is used',
      effectiveFrom: '2026-08-28',
      policy: {},
    },
  ],
});
