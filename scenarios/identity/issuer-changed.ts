import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'identity/issuer-changed',
  title: 'The provider moves to another name, and its API does not know the new one',
  why: `A custom domain is switched on, new JWTs carry it as their issuer, and the API still expects the old one (RFC 9068 §4): each fresh token is refused.
Nothing is wrong with the grant, so nobody must be sent to connect again; when the API knows the name, the next run works.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
    'https://www.rfc-editor.org/rfc/rfc8414#section-3.3',
  ],
  realm: { accessTokenFormat: 'jwt' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('identity/issuer-changed'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
