import { connectInEditor, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/editor-redirect-uri-mismatch',
  title: "The provider does not know the redirect URI of a user who connects in n8n's editor",
  why: `RFC 6749 §3.1.2.4: the provider tells the user and sends him nowhere, so n8n never hears of it. He closes the window; the dialog must not say that the account is connected anew, nor lose what was connected.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2.4',
    'https://github.com/n8n-io/n8n/issues/13228',
  ],
  realm: { consent: 'page-in-browser' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('authorize/redirect-uri-mismatch'),
    connectInEditor('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'not-returned' },
});
