import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/killed-after-success',
  title: 'n8n is killed right after the execution for which it refreshed has succeeded',
  why: `Whoever was told of a success relies on it. The old refresh token is spent, so the new one must be on disk by then: a client that answers before its
save is done loses the account whenever a deployment or a lack of memory ends it at the wrong moment (RFC 9700 §4.14.2).`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/killed', { when: 'execution-succeeded' }),
    execute(1),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
