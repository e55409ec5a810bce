import { defineScenario, execute, receiveCallback } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/forged-callback',
  title:
    'A callback comes with a state that the client never made, with none, or from a browser that is not logged in',
  why: `RFC 6749 §10.12: who can make a client take a callback puts an account of their own into the credential, and the victim's workflows work
on it. And who sends a victim the address of a connect gets the victim's account. The state binds the callback to the user who began the flow, if the
client looks whether it is the same one who comes back.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-10.12',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.7',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    receiveCallback('forged'),
    receiveCallback('stateless'),
    receiveCallback('sessionless'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected' },
});
