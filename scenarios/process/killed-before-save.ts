import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/killed-before-save',
  title: 'n8n is killed when it has the new tokens and before it could save them',
  why: `The database is locked for a moment, the answer has arrived, the process dies: the new tokens die with it. With a grace the old refresh token is still good
for a while; a client that uses it then recovers, and must not have written anything half.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family', grace: '10m' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('database/locked', { when: 'refresh-answered', for: '2s' }),
    inject('n8n/killed', { when: 'refresh-delivered', for: '3s' }),
    execute(1),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
