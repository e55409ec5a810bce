import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'operator/reconnects-as-another-account',
  title: 'An operator connects a credential again with another account, and gets no refresh token',
  why: `The new consent is a grant of its own (RFC 6749 §5.1). A client that keeps the old refresh token beside the new access token works for the account that the
operator chose until that token expires, and for the one before from then on. The ID tokens say so (OIDC Core §12.2).`,
  links: [
    'https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse',
    'https://developers.google.com/identity/protocols/oauth2/web-server#offline',
  ],
  realm: { scopes: 'openid read write' },
  credentials: { main: { scope: 'openid read' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('identity/subject-swapped'),
    inject('refresh-token/missing'),
    connect('main', { mayFail: true }),
    execute(1),
    heal('identity/subject-swapped'),
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
