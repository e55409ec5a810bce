import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/other-key-settings-kept',
  title: 'n8n is started again with another encryption key, on the volume that it had',
  why: `A variable is mistyped or a secret is exchanged in a deployment. What is stored cannot be read under that key and must not be touched: n8n refuses to start
and names the key, or fails each execution in such words. With the right key back everything works, and nobody connects again.`,
  links: [
    'https://docs.n8n.io/hosting/configuration/configuration-examples/encryption-key/',
    'https://github.com/n8n-io/n8n/pull/8332',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/other-key', { settings: 'kept' }),
    execute(2),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
