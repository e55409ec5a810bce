import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'workflow/manual',
  title:
    'Somebody executes a workflow in the editor, with the credential of a workflow in production',
  why: `An execution in the editor refreshes the same credential as those in production. New tokens that it keeps to itself leave production with a spent refresh
token (RFC 9700 §4.14.2), and the other way round: whoever mends a workflow ends what works.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' }, editor: { use: 'manual' } },
  plan: [
    execute(1),
    execute(1, { workflow: 'editor' }),
    inject('access-token/expired'),
    execute(1, { workflow: 'editor' }),
    execute(1),
    inject('access-token/expired'),
    execute(1),
    execute(1, { workflow: 'editor' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
