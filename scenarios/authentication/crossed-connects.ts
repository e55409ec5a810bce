import { connect, defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'authentication/crossed-connects',
  title:
    'Two users connect their accounts at the same time, and take their time at the provider; both are there before the first one is back',
  why: `RFC 6749 §10.12: the state of a callback tells to which request of which user it belongs. A client that has room for one flow only, or gives the
tokens to the credential whose flow was begun last, gives one user the account of the other, or refuses one of them.
Who has to sign in first and reads what he is asked is away for longer than a moment; a state that is forgotten by then lets nobody connect.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-10.12'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { grant: 'pkce' }, other: { grant: 'pkce' } },
  workflows: {
    main: { use: 'http-request' },
    other: { use: 'http-request', credential: 'other' },
  },
  plan: [
    connect('main', { beside: 'other', away: '8s' }),
    execute(2, { workflow: ['main', 'other'] }),
    inject('access-token/expired'),
    execute(2, { workflow: ['main', 'other'] }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
