import { defineFamily, execute, heal, inject, observe, type Step } from '../../harness/index.ts';

/** Where the reply to a refresh that was carried out is lost. */
const WHERE: Readonly<Record<string, readonly [title: string, fault: Step]>> = {
  'after-headers': [
    'closes the connection between the headers and the tokens',
    inject('reply/lost-after-headers', { times: 1 }),
  ],
  'in-the-middle': [
    'closes the connection in the middle of the tokens',
    inject('reply/truncated-after-commit', { times: 1 }),
  ],
  'by-gateway': [
    'is answered for by a gateway that did not wait',
    inject('reply/server-error-after-commit', { times: 1 }),
  ],
};

const LINKS = ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'];

/** The provider has spent the old refresh token, and the new one does not arrive. */
const lost = defineFamily(
  Object.entries(WHERE).map(([name, [title, fault]]) => ({
    name: `reply/undelivered-${name}`,
    title: `The provider rotates, then ${title}`,
    why: `The old refresh token is spent and the new one was never seen. With single-use tokens no client can mend that alone (RFC 9700 §4.14.2): half of a
reply must not be stored, people have to see it, and connecting the account again has to help.`,
    links: LINKS,
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      fault,
      inject('access-token/expired'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
  })),
);

const late = defineFamily([
  {
    name: 'reply/undelivered-for-seconds',
    title: 'The provider rotates at once, then takes four seconds to say so',
    why: `Who gives up too early, or asks again beside it, shows a refresh token that is spent already, and that looks like theft (RFC 9700 §4.14.2).`,
    links: LINKS,
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: { use: 'http-request', method: 'POST' } },
    plan: [
      execute(2),
      inject('reply/late-after-commit', { times: 1, by: '4s' }),
      inject('access-token/expired'),
      execute(2, { concurrency: 2 }),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'unaffected', during: 'success', within: '10s' },
  },
]);

/** The reply to a refresh that was carried out comes to nobody, or late. */
export default [...lost, ...late];
