import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'resource/one-item-retried',
  title: 'The API refuses one order of four, and Retry On Fail tries again',
  why: `The API does not know a new token at once, so one item of a batch fails although it was refreshed for. The next try is for that item: the orders
that were accepted would be placed twice (RFC 9110 §9.2.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'],
  workflows: {
    main: {
      use: 'http-request',
      items: 4,
      method: 'POST',
      retryOnFail: { maxTries: 2, wait: '200ms' },
    },
  },
  plan: [execute(2), inject('access-token/rejected', { after: 3, times: 2 }), execute(1)],
  remedies: ['reconnect'],
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
