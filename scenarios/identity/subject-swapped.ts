import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'identity/subject-swapped',
  title: 'A refresh brings tokens of another user, and the ID token says so',
  why: `A provider that mixes up two sessions hands out tokens of somebody else. OIDC Core §12.2: the ID token of a refresh must have the subject of the first
one. A client that goes on reads and writes in another account's name; it must refuse, say why, and keep what it had.`,
  links: ['https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse'],
  realm: { scopes: 'openid read write' },
  credentials: { main: { scope: 'openid read' } },
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [
    execute(2),
    inject('identity/subject-swapped'),
    inject('access-token/expired'),
    execute(2),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s', during: 'visible' },
});
