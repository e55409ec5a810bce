import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/rate-limit-longer-than-retry',
  title: 'The token endpoint asks for eight seconds, and the node tries again after five',
  why: `RFC 9110 §10.2.3: Retry-After says how long a client ought to wait. The five seconds between the tries of a node are the most that n8n allows, and many
providers ask for more. Who comes too early is counted again, and some providers lengthen the throttle for it.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3',
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  ],
  workflows: { main: { use: 'http-request', retryOnFail: { maxTries: 3, wait: '5s' } } },
  plan: [
    execute(2),
    inject('token/throttled', { retryAfter: '8s', times: 2 }),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
