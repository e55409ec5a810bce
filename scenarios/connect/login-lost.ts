import { defineScenario, execute, receiveCallback } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/login-lost',
  title: 'The user comes back, and is logged out by now',
  why: `The login ends while the user is at the provider, or the browser keeps its cookie back on the way from another site (SameSite, RFC 6265bis §5.2). A client may
take the callback, since the state binds it to the browser, or refuse it. Then its page has to say that logging in helps, and what is connected goes on working.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/34191',
    'https://github.com/n8n-io/n8n/issues/26197',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.7',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), receiveCallback('logged-out'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected' },
});
