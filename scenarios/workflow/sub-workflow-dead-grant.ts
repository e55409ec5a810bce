import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/sub-workflow-dead-grant',
  title: 'A workflow that another one executes finds that its grant was revoked',
  why: `The failure happens in the workflow that is executed, and people look at the one that executes it: that one has to be an error as well, with words that say
what to do (RFC 6749 §5.2, invalid_grant), and its error workflow has to be told.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://docs.n8n.io/flow-logic/subworkflows/',
  ],
  workflows: { main: { use: 'sub-workflow', items: 2 } },
  plan: [execute(1), inject('refresh-token/family-revoked'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
