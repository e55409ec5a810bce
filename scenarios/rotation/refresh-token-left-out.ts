import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/refresh-token-left-out',
  title: 'A refresh brings no refresh token: the old one stays',
  why: `RFC 6749 §6: the server MAY issue a new refresh token; Google and many others leave an unchanged one out. A client that puts the reply in
the place of what it had loses the only one: this run works, and the one after the next expiry does not.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-6',
    'https://developers.google.com/identity/protocols/oauth2/web-server#offline',
  ],
  realm: { refreshTokenInReply: 'when-changed' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
