import { connectInEditor, defineScenario, execute } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/editor-refused-by-user',
  title: "A user who connects again in n8n's editor refuses consent",
  why: `RFC 6749 §4.1.2.1: who presses Deny comes back with access_denied, and must read that in the window or the dialog. What was connected before goes on working: he has only changed his mind about a second consent.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
    'https://github.com/n8n-io/n8n/issues/3707',
  ],
  realm: { consent: 'page-in-browser' },
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), connectInEditor('main', { mayFail: true, consent: 'deny' }), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', connect: 'refused' },
});
