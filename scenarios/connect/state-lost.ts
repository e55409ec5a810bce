import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/state-lost',
  title: 'The provider sends the user back without the state',
  why: `RFC 6749 §4.1.2 has the provider repeat the state; gateways and old providers lose it. The client must not take such a callback (§10.12), and its page must not show the code, which can still be redeemed.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/30936',
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.12',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('callback/state-missing'),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
