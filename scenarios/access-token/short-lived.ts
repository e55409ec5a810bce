import { advance, defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'access-token/short-lived',
  title: 'Overnight the provider shortens the life of access tokens to a minute',
  why: `The life of a token is the provider's to choose, told anew with each one (RFC 6749 §5.1). A client that goes by the life of the first token, or
refreshes some minutes early as a rule, calls with dead tokens or refreshes at every call.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/short-lived', { ttl: '1m' }),
    advance('61m'),
    execute(2),
    advance('2m'),
    execute(1),
    advance('2m'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
