import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'consent/withdrawn',
  title: 'The user withdraws consent, and refuses when an operator asks for it again',
  why: `RFC 7009 §2.1 ends both tokens, and RFC 6749 §4.1.2.1 says access_denied to whoever asks anew. The execution and the page must say so, the refusal must
leave the credential as it was, and the consent that is given later must be enough.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
    'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('consent/withdrawn'),
    execute(1),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
