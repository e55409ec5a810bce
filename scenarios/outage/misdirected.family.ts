import { defineFamily, execute, heal, inject, observe } from '../../harness/index.ts';

/** The token endpoint, or the provider behind it, is elsewhere for a while. */
export default defineFamily([
  {
    name: 'outage/misdirected-to-login',
    title: 'The token endpoint sends every refresh to a login page, which answers 200',
    why: `A provider whose session layer is broken redirects machines like people. A page is no token reply (RFC 6749 §5.1): nothing of it may be stored, and
when the endpoint answers again the next run has to work.`,
    links: [
      'https://github.com/n8n-io/n8n/issues/12742',
      'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    ],
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      inject('token/login-redirect'),
      inject('access-token/expired'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect', 'recreate'],
    expect: { recovery: 'automatic', within: '10s', during: 'visible' },
  },
  {
    name: 'outage/misdirected-307',
    title: 'The token endpoint answers one refresh with 307 and wants it again',
    why: `RFC 9110 §15.4.8: the same request may be made again at the place that is named, RFC 9700 §4.12 warns of doing so with credentials in it. Whether it
is followed or the run fails where people see it, nothing stored may be lost.`,
    links: [
      'https://www.rfc-editor.org/rfc/rfc9110#section-15.4.8',
      'https://www.rfc-editor.org/rfc/rfc9700#section-4.12',
    ],
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      inject('token/temporary-redirect', { times: 1 }),
      inject('access-token/expired'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'automatic', within: '10s', during: 'visible' },
  },
  {
    name: 'outage/misdirected-to-empty-store',
    title: 'The provider comes back from a restart and knows none of its tokens',
    why: `A restored backup or a store in memory: clients are known, tokens are not. The API says 401 (RFC 6750 §3.1), the token endpoint invalid_grant (RFC
6749 §5.2), and only a new consent helps. People have to be told so.`,
    links: [
      'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
      'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    ],
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      inject('provider/restarted-without-memory'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
  },
]);
