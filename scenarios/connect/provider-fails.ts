import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/provider-fails',
  title: 'The authorization server fails and sends the user back with server_error',
  why: `A browser cannot be sent a status 500 by a redirect, so RFC 6749 §4.1.2.1 has the error server_error. Who reads it has to know that it is the provider, and not his credential.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/refused', { error: 'server_error' }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
