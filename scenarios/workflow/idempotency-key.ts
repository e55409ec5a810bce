import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/idempotency-key',
  title: 'An order with an idempotency key meets an expired token, and then its answer is lost',
  why: `A key makes it safe to send an order again whose answer was lost, as long as it is the same key. A client that makes another one for the call after the
refresh, or for the next try, places the order twice.`,
  links: ['https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/'],
  workflows: {
    main: { use: 'idempotency-key', items: 2, retryOnFail: { maxTries: 2, wait: '200ms' } },
  },
  plan: [
    execute(1),
    inject('access-token/expired'),
    execute(1),
    inject('api/answer-lost', { times: 1 }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
