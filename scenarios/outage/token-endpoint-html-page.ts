import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/token-endpoint-html-page',
  title: 'A maintenance page with status 200 stands where the token endpoint was',
  why: `RFC 6749 §5.1: a token reply is JSON with an access token; a page is not. Older versions merged it into the stored credential and destroyed it.
The stored tokens must survive, and the first run after the maintenance must work.`,
  links: ['https://github.com/n8n-io/n8n/issues/12742', 'https://github.com/n8n-io/n8n/pull/12880'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('token/html-page'),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect', 'recreate'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
