import { defineScenario, execute, heal, inject, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'revocation/family-revoked',
  title: 'The user withdraws consent: access and refresh token die together',
  why: `RFC 7009 §2.1: revoking the refresh token ends the access tokens of the same grant. Only a new consent helps; n8n must say so and stop asking. All
items of a run wait for one request, and its refusal is the answer to all of them: asking once more for each changes nothing.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7009#section-2.1'],
  workflows: { main: { use: 'http-request', items: 6 } },
  plan: [
    execute(2),
    inject('refresh-token/family-revoked'),
    // All items are refused before the one that asks for new tokens hears that there are none.
    inject('token/slow', { by: '300ms' }),
    rendezvous(6),
    execute(2),
    heal(),
    // Without it an item that a busy machine brings late asks again, and that is luck.
    rendezvous(6),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
