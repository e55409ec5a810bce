import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'operator/edits-during-refresh',
  title: 'An operator changes the scope in the credential, and its name, while it is refreshed',
  why: `A refresh reads the credential, waits for the provider, and saves. A client that then saves all it had read undoes what an operator typed
meanwhile, and one that saves what the form had in it loses the tokens; neither tells anybody. The name is in the same row: whoever writes back the
whole row, or the name that the workflow still has for it, undoes that as well.`,
  links: ['https://github.com/n8n-io/n8n/pull/17135'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  credentials: { main: { scope: 'read write' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    inject('operator/edits-scope', { scope: 'read', name: 'renamed meanwhile' }),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
