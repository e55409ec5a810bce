import { defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'rotation/refresh-kills-access-token',
  title: 'One call of four is refused without need, and its refresh ends the token of the others',
  why: `At Salesforce, Keycloak and others a refresh ends the older access token at once. One stray 401 among items sent together is enough: the refresh it
causes takes the token away from the rest, who must go on with the new one and not refresh again (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request', items: 4, method: 'POST' } },
  plan: [
    execute(2),
    inject('rotation/refresh-kills-access-token'),
    inject('access-token/rejected', { times: 1 }),
    execute(2),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
