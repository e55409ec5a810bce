import { defineScenario, execute, receiveCallback } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/replayed-callback',
  title: 'The user reloads the page that connected the credential',
  why: `RFC 6749 §4.1.2: a client must not use a code more than once, and the provider revokes the tokens of one that does. A reload of the callback,
or the browser's way back, then kills the credential that has just been connected.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2'],
  workflows: { main: { use: 'http-request' } },
  plan: [execute(1), receiveCallback('replayed'), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected' },
});
