import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/pagination-by-parameter',
  title: 'The token expires between two pages of a list, whose pages the client counts',
  why: `A client that counts its requests, and not the pages it has got, leaves one out when a request was refused and made again (n8n-io/n8n 7653, 34702).`,
  links: [
    'https://github.com/n8n-io/n8n/issues/7653',
    'https://github.com/n8n-io/n8n/issues/34702',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'pagination', by: 'parameter', items: 1 } },
  plan: [
    execute(1),
    inject('access-token/expired', { after: 1 }),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  nextExpiry: 'skip',
  expect: { recovery: 'unaffected', during: 'success' },
});
