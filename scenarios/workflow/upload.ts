import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/upload',
  title: 'A file is uploaded with an expired token',
  why: `A file is sent as a stream, which is empty when the API has refused it for its token. Sent again as it is, the upload hangs or uploads nothing; not sent
again, every first upload after an expiry fails (n8n-io/n8n 13444, 14757, 14831, 19860).`,
  links: [
    'https://github.com/n8n-io/n8n/issues/13444',
    'https://github.com/n8n-io/n8n/issues/14757',
    'https://github.com/n8n-io/n8n/issues/19860',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'upload', items: 1 } },
  plan: [execute(1), inject('access-token/expired'), execute(1), heal(), execute(1)],
  remedies: ['reconnect'],
  executionDeadline: '20s',
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
