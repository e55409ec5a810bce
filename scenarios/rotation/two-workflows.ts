import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/two-workflows',
  title:
    'Two workflows use one credential; the second one runs after the first has rotated its tokens',
  why: `Most credentials are used by more than one workflow. The tokens belong to the credential: a workflow that goes on with those it had itself shows
a spent refresh token as soon as another one has refreshed, and a provider that watches for that revokes the whole grant (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' }, second: { use: 'http-request' } },
  plan: [
    // Both have used the tokens before they are rotated.
    execute(2, { workflow: ['main', 'second'] }),
    inject('access-token/expired'),
    execute(2, { workflow: ['main', 'second'] }),
    inject('access-token/expired'),
    execute(2, { workflow: ['second', 'main'] }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
