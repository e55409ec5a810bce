import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/no-content',
  title: 'The token endpoint answers 204 without a body',
  why: `A success without an access token is none (RFC 6749 §5.1). Nothing may be stored, the run must fail visibly, and once the endpoint answers
properly the next run must work.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/12742',
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/no-content'),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect', 'recreate'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
