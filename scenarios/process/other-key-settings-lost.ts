import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/other-key-settings-lost',
  title: 'n8n is started again with another encryption key, and its settings file is gone',
  why: `A new container without the old volume makes itself a key, and finds a database that was written under another one. It is the field's most frequent cause of
"Credentials could not be decrypted". What is stored is good as long as nobody writes it anew; with the right key back everything works, and nobody connects again.`,
  links: [
    'https://docs.n8n.io/hosting/configuration/configuration-examples/encryption-key/',
    'https://github.com/n8n-io/n8n/issues/17816',
    'https://github.com/YunoHost-Apps/n8n_ynh/issues/50',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/other-key', { settings: 'lost' }),
    execute(2),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
