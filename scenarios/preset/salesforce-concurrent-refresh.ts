import {
  defineScenario,
  execute,
  heal,
  inject,
  observe,
  preset,
  rendezvous,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'preset/salesforce-concurrent-refresh',
  title:
    'Eight executions meet one expired token at Salesforce, which refuses a refresh while another is under way',
  why: `Salesforce answers the second of two simultaneous refreshes with 400 invalid_grant "token request is already being processed".
The grant is alive: whoever takes it for dead asks an operator to reconnect for nothing. A token endpoint that takes a second makes them overlap.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  realm: preset('salesforce'),
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('token/slow', { by: '1s' }),
    rendezvous(8),
    execute(8, { concurrency: 8 }),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
