import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/wrong-secret',
  title: 'The provider refuses the client when the user is back with a code',
  why: `The user has consented, and the code cannot be exchanged, because the secret was copied wrongly or has been rotated (RFC 6749 §5.2). The page has to say that it is the client, or the user consents again and again.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('token/client-refused', { grants: ['authorization_code'] }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
