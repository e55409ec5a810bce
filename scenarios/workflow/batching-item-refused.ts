import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/batching-item-refused',
  title: 'The API refuses an item of the first batch while the next batch waits for its turn',
  why: `RFC 9110 §15.5: the call is wrong, and the token is good. The node learns of the refusal in the pause between two batches, when it waits for no answer: the
refusal has to be the failure of this execution, and of nothing else.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.5'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'batching', items: 4, batchSize: 2, interval: '1s' } },
  plan: [
    execute(1),
    inject('api/client-error', { status: 404, times: 1 }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
