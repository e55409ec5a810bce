import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/error-workflow',
  title: 'A credential dies, and one error workflow for all workflows has to tell of it',
  why: `Most operators have one error workflow that mails or posts what failed, and name it in the settings of all others. It is the only one that tells of a dead
credential at night: it has to be started, with words that say what to do (RFC 6749 §5.2, invalid_grant).`,
  links: [
    'https://docs.n8n.io/flow-logic/error-handling/',
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
  ],
  workflows: { main: { use: 'error-workflow' } },
  plan: [execute(1), inject('refresh-token/family-revoked'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
