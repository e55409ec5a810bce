import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/schedule-dead-grant',
  title: 'A workflow that a schedule starts finds that its grant was revoked',
  why: `Nobody sees a workflow fail that a schedule starts. Each start has to be an error that says what to do, the error workflow has to be told (RFC 6749 §5.2,
invalid_grant), and once the account is connected again the schedule has to go on by itself.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  workflows: { main: { use: 'schedule' } },
  plan: [execute(1), inject('refresh-token/family-revoked'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
