import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/refused-at-first',
  title: 'The user refuses the very first consent, and the workflow runs all the same',
  why: `Somebody publishes a workflow before its account is connected, or believes that it is. Each run has to say that the account was never connected;
after a consent that is given the same credential works.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  credentials: { main: {}, other: {} },
  workflows: {
    main: { use: 'http-request' },
    other: { use: 'http-request', credential: 'other' },
  },
  plan: [
    execute(1),
    inject('authorize/refused', { error: 'access_denied' }),
    connect('other', { mayFail: true }),
    execute(1, { workflow: 'other' }),
    heal(),
    connect('other'),
    execute(2, { workflow: ['main', 'other'] }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', during: 'visible', connect: 'refused' },
});
