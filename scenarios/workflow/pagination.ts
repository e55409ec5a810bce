import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/pagination',
  title: 'The token expires between two pages of a list, whose answers say where the next one is',
  why: `A list is read page by page, and the token may expire before any of them. Only the page that was refused is asked for again, and the pages before it are not
given twice (n8n-io/n8n 7653, 34702).`,
  links: [
    'https://github.com/n8n-io/n8n/issues/7653',
    'https://github.com/n8n-io/n8n/issues/34702',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'pagination', items: 1 } },
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
