import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/refused-by-user',
  title: 'A user who connects again refuses consent',
  why: `RFC 6749 §4.1.2.1: who has changed his mind comes back with access_denied. The page says so, and the tokens of the consent before go on working.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/refused', { error: 'access_denied' }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
