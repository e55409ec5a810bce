import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/clock-n8n-ahead',
  title: "n8n's own clock runs a day ahead",
  why: `expires_in is relative (RFC 6749 §5.1), so a wrong clock at the client must neither stop a refresh nor cause one for a token that is still good.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  guide: { cause: 'Clock drift', fix: 'Synchronise the clock' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('n8n/clock-ahead', { by: '1d' }),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['sync-clock'],
  expect: { recovery: 'unaffected', during: 'success' },
});
