import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/loop',
  title: 'A loop over items is so long that its token expires twice',
  why: `An import of an hour outlives its access token more than once (RFC 6749 §1.5). Each turn of the loop needs the tokens that are stored then: a client
that keeps those of the start refreshes with a spent refresh token at the second expiry.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-1.5'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'loop', items: 4 } },
  plan: [
    execute(1),
    inject('access-token/expired', { after: 1 }),
    inject('access-token/expired', { after: 3 }),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
