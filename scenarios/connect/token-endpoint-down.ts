import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/token-endpoint-down',
  title: 'The token endpoint is down when the user is back with a code',
  why: `Authorization and token endpoint are different machines. Consent has worked, and the exchange answers 503: later will do, and connecting is not to cost the tokens that still work.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('token/unavailable', { grants: ['authorization_code'] }),
    connect('main', { mayFail: true }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', connect: 'refused' },
});
