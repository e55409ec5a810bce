import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/two-branches',
  title: 'Two branches of an execution share a credential, and its token expires before the second',
  why: `RFC 9700 §4.14.2: both branches have the credential as it was when the execution began. One that refreshes with what it had then presents a spent
refresh token, and the provider revokes the family.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'two-branches', items: 2 } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired', { after: 2 }),
    execute(1),
  ],
  remedies: ['reconnect'],
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
