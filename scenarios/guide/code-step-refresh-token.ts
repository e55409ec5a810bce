import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/code-step-refresh-token',
  title: "A Code step refreshes with a copy of the credential's refresh token, which rotates",
  why: `The same advice with a refresh token that was copied out of the credential. The step's first refresh spends it, and the credential still holds it: at its own
next expiry it presents a spent token, and the provider takes that for theft and ends the family (RFC 9700 §4.14.2). Nobody can mend that but the user, who connects
again and has to be told so. The copy stands in the workflow and the new tokens in the execution.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://www.rfc-editor.org/rfc/rfc6819#section-5.1.6',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: {
    main: {
      authentication: 'body',
      expressions: { clientSecret: '={{ $env.OAUTH_CHAOS_CLIENT_SECRET }}' },
    },
  },
  workflows: {
    main: { use: 'http-request' },
    step: { use: 'code-token', ownToken: 'refresh-token' },
  },
  plan: [
    execute(2),
    execute(2, { workflow: 'step' }),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '2s' }),
  ],
  remedies: ['reconnect'],
  requires: ['stored-credential'],
  expect: {
    recovery: 'after-remedy',
    remedy: 'reconnect',
    during: 'visible',
    without: {
      'no-needless-refresh': 'The step refreshes at each execution: that is what it is for.',
      'one-refresh-per-expiry': 'The step refreshes at each execution.',
      'no-reuse-of-spent-token': 'Nobody told the credential that its refresh token was spent.',
      'stored-tokens-are-newest': 'The step has the newest pair, and nobody hands it to n8n.',
    },
  },
});
