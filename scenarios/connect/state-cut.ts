import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/state-cut',
  title: 'The provider cuts the state off and sends the user back with what is left',
  why: `Providers keep the state in a column of a database: what is longer comes back cut off. The client must not take it (RFC 6749 §10.12), has to say why, and must not lose what is connected.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/30853',
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.12',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('callback/state-changed', { how: 'cut', characters: 12 }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
