import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/scope-retired',
  title: 'A scope of the credential does not exist any more when somebody connects again',
  why: `Providers retire scopes; the next connect comes back with invalid_scope (RFC 6749 §4.1.2.1), years after the first. An operator can only mend it when the page names the scope.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/2464',
    'https://github.com/n8n-io/n8n/issues/14999',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/refused', { error: 'invalid_scope' }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
