import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/batching',
  title: 'The token expires between two batches of one HTTP Request',
  why: `RFC 6750 §3.1: the option Batching makes one node call the API over a long time. Its later batches meet an expired token as any call does, and the
orders of the batches before have been placed already.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'batching', items: 4, batchSize: 2 } },
  plan: [execute(1), inject('access-token/expired', { after: 2 }), execute(1)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
