import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/pagination-page-refused',
  title: 'The API refuses the second page of a list with 429, once',
  why: `RFC 6585 §4: too many calls say nothing about the token. A list of which a page is missing is no result: the execution fails where people see it. A client that
asks for the next page all the same gives a list with a hole and says success.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    'https://github.com/n8n-io/n8n/issues/7653',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'pagination', by: 'parameter', items: 1 } },
  plan: [
    execute(1),
    inject('api/throttled', { after: 1, times: 1, retryAfter: '1s' }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
