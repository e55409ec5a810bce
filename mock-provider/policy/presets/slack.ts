import { definePreset } from '../define-preset.ts';

const ROTATION = 'https://docs.slack.dev/authentication/using-token-rotation';
const ROTATE = 'https://docs.slack.dev/reference/methods/tooling.tokens.rotate';

export const slack = definePreset({
  name: 'slack',
  title: 'Slack',
  policy: {
    accessTokenTtl: '12h',
    refreshToken: { rotation: 'single-use', onReuse: 'error' },
    answers: {
      'expired-access-token': { status: 200, body: { ok: false, error: 'token_expired' } },
      'dead-refresh-token': { status: 200, body: { ok: false, error: 'invalid_refresh_token' } },
    },
  },
  facts: [
    {
      about: 'access token',
      says: 'lives 43200 s with token rotation',
      confidence: 'confirmed',
      source: ROTATION,
    },
    {
      about: 'rotation',
      says: 'single use; the old refresh token is revoked',
      confidence: 'confirmed',
      source: ROTATION,
    },
    {
      about: 'expired access token',
      says: '200 with ok false and token_expired',
      confidence: 'confirmed',
      source: ROTATION,
    },
    {
      about: 'dead refresh token',
      says: '200 with ok false and invalid_refresh_token from tooling.tokens.rotate',
      confidence: 'confirmed',
      source: ROTATE,
    },
    { about: 'dead refresh token', says: 'the same from oauth.v2.access', confidence: 'secondary' },
    {
      about: 'rotation',
      says: 'an app opts in; without it there are no refresh tokens and access tokens do not expire',
      confidence: 'unverified',
    },
  ],
  variants: [
    {
      name: 'without-rotation',
      summary: 'an app that did not opt in to token rotation',
      policy: {
        accessTokenTtl: '100y',
        refreshToken: { issue: 'never', rotation: 'never' },
        reply: { expiresIn: 'absent' },
      },
    },
  ],
});
