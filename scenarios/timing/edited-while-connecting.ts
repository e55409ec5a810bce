import {
  beginConnect,
  defineScenario,
  execute,
  finishConnect,
  inject,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/edited-while-connecting',
  title:
    'An operator changes the scope in the credential, and its name, while somebody connects it',
  why: `A consent takes minutes: the user signs in, and looks for his second factor. Who saves the form meanwhile must find later what he typed, and the
user who comes back with a code (RFC 6749 §4.1.2) is connected all the same.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2'],
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    beginConnect('main', { mayFail: true }),
    inject('operator/edits-scope', { when: 'now', scope: 'read', name: 'renamed meanwhile' }),
    finishConnect(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'connected' },
});
