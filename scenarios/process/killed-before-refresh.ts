import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/killed-before-refresh',
  title: 'n8n is killed after it asked for a refresh and before the provider carried it out',
  why: `Nothing was spent: the stored pair is good, and whoever takes over must find no lock in the way. In queue mode the worker that is killed holds the lock of
the credential.`,
  links: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('n8n/killed', { when: 'refresh-received', for: '1s' }),
    execute(1),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
