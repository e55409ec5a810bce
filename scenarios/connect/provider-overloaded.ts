import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/provider-overloaded',
  title: 'The authorization server is overloaded and sends the user back',
  why: `RFC 6749 §4.1.2.1: temporarily_unavailable takes the place of a status 503. The operator has to read that later will do, and what is connected goes on working.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/refused', { error: 'temporarily_unavailable' }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
