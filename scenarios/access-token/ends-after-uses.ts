import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

/** More than one execution has items, so that no call meets the end of two tokens. */
const USES = 8;

export default defineScenario({
  name: 'access-token/ends-after-uses',
  title: 'An access token is good for eight calls, and not for the hour that its reply promised',
  why: `RFC 6819 §5.1.5.4: an authorization server may limit how often a token is used. No reply says so: the token ends in the middle of a run, for some items and not
for others, and expires_in (RFC 6749 §5.1) tells nothing of it. Who goes by the clock alone calls with a dead token for an hour; who refreshes for each refused item
spends the new tokens as well.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6819#section-5.1.5.4',
    'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', items: 6 } },
  plan: [
    execute(1),
    inject('access-token/expired', { after: USES, times: 100 }),
    execute(4),
    heal(),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
