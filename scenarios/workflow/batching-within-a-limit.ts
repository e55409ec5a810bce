import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/batching-within-a-limit',
  title: 'The API counts calls, and Batching keeps to what it allows',
  why: `RFC 6585 §4: an API may refuse whoever calls too often. Batching exists for this: with two items a batch and a pause in which the API allows two more
calls, nothing is refused. Who leaves out the pause gets 429 for the rest of the items.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    'https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.httprequest/#batching',
  ],
  workflows: { main: { use: 'batching', items: 4, batchSize: 2, interval: '1s' } },
  plan: [
    execute(1),
    inject('api/bucket', { capacity: 2, refillEvery: '200ms' }),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
