import { connectInEditor, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/editor-state-changed',
  title: "A user who connects in n8n's editor comes back with another state",
  why: `RFC 6749 §10.12: n8n must refuse the callback. Whoever has just consented reads why in the window or the dialog, and what was connected before goes on working.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.12',
    'https://github.com/n8n-io/n8n/issues/30853',
  ],
  realm: { consent: 'page-in-browser' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('callback/state-changed', { how: 'cut', characters: 12 }),
    connectInEditor('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
