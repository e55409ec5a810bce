import { advance, defineScenario, execute, heal, inject, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'access-token/lives-for-seconds',
  title: 'Access tokens live for eight seconds, and nobody turns a clock',
  why: `Elsewhere the provider's clock is moved, which a client that goes by \`expires_in\` (RFC 6749 §5.1) and its own clock cannot see. Here a token ends
because time passes: for the API, for the client, and for whoever refreshes early.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/short-lived', { ttl: '8s' }),
    advance('61m'),
    execute(1),
    wait('9s'),
    execute(2),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
