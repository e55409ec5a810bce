import {
  connect,
  defineScenario,
  execute,
  finish,
  hold,
  inject,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/edited-during-code-exchange',
  title: 'An operator changes the scope in the credential, and its name, while a code is exchanged',
  why: `Who handles a callback reads the credential, waits for the token endpoint (RFC 6749 §4.1.3), and saves. Where all that was read is saved again,
what an operator typed meanwhile is gone, and neither the user who connects nor the operator is told.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3'],
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    hold('code-exchange', { at: 'after-commit' }),
    connect('main', { mayFail: true }),
    inject('operator/edits-scope', { when: 'now', scope: 'read', name: 'renamed meanwhile' }),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'connected' },
});
