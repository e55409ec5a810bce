import { connect, defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'revocation/client-refused',
  title: 'The provider no longer accepts the client id and secret, then does again',
  why: 'RFC 6749 §5.2 invalid_client: the secret was rotated or the app disabled, and put right later. The grant is still good, so no reconnect should be needed. Who tries to connect again all the same has to be told why that fails, and loses nothing by it.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/client-refused', { grants: ['refresh_token', 'authorization_code'] }),
    inject('access-token/expired'),
    execute(1),
    connect('main', { mayFail: true }),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
