import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'blast-radius/family-revoked',
  title: 'One of two credentials at the same provider is revoked',
  why: `Two accounts, one provider. What happens to one consent is no business of the other (RFC 7009 §2.1 revokes a grant, not a client's every grant):
the bystander's runs must go on, and its tokens must not be refreshed for nothing.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7009#section-2.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: {}, bystander: {} },
  workflows: {
    main: { use: 'http-request' },
    bystander: { use: 'http-request', credential: 'bystander' },
  },
  plan: [
    execute(1),
    execute(1, { workflow: 'bystander' }),
    inject('refresh-token/family-revoked', { client: 'main' }),
    execute(1),
    execute(2, { workflow: 'bystander' }),
    heal(),
    execute(1),
    execute(1, { workflow: 'bystander' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect' },
});
