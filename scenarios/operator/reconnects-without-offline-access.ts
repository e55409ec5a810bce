import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'operator/reconnects-without-offline-access',
  title: 'An operator connects a credential again, and this time gets no refresh token',
  why: `Some providers give a refresh token at the first consent only. A new authorization is a new grant (RFC 6749 §5.1), perhaps of another account: a client
may forget the old refresh token, or go on with it. What it must not do is keep something else, or fail at the next expiry without saying what helps.`,
  links: [
    'https://developers.google.com/identity/protocols/oauth2/web-server#offline',
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
  ],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('refresh-token/missing'),
    connect('main', { mayFail: true }),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: {
    recovery: 'after-remedy',
    remedy: 'reconnect',
    during: 'visible',
    connect: ['without-refresh-token', 'refused'],
  },
});
