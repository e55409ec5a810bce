import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/wrong-authority',
  title: 'The app may not sign in users of this tenant',
  why: `An app of one tenant used at the address of another comes back with unauthorized_client (RFC 6749 §4.1.2.1): the operator has taken the wrong authority, and nothing but the page tells.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/18913',
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/refused', { error: 'unauthorized_client' }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
