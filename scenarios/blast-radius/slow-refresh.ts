import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'blast-radius/slow-refresh',
  title: 'One of two credentials waits for a slow token endpoint',
  why: `A refresh may take as long as its provider takes (RFC 9110 §9.2.2 sets no limit). Whoever uses another credential must not wait for it:
a lock belongs to one credential, and a slow account is no reason to stop all the others.`,
  links: ['https://github.com/n8n-io/n8n/pull/37828'],
  credentials: { main: {}, bystander: {} },
  workflows: {
    main: { use: 'http-request' },
    bystander: { use: 'http-request', credential: 'bystander' },
  },
  plan: [
    execute(2, { workflow: ['main', 'bystander'] }),
    inject('token/slow', { by: '5s', times: 1 }),
    inject('access-token/expired', { client: 'main' }),
    inject('access-token/expired', { client: 'bystander', after: 4 }),
    // The bystander runs again and again beside the one run that waits for its token: first with a
    // token that works, then it has to refresh too.
    execute(9, { concurrency: 2, workflow: ['main', ...Array<string>(8).fill('bystander')] }),
    heal(),
    execute(2, { workflow: ['main', 'bystander'] }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
