import { defineScenario, execute, receiveCallback } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/forged-callback',
  title: 'Somebody sends the user back with a state that the client never made, or with none',
  why: `RFC 6749 §10.12: who can make a client take a callback puts an account of their own into the credential, and the victim's workflows work
on it. The state binds the callback to the user who began the flow.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-10.12'],
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), receiveCallback('forged'), receiveCallback('stateless'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected' },
});
