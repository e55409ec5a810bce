import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/refresh-token-revoked-recreate',
  title: 'A revoked refresh token, healed as the guide says: delete and recreate',
  why: `RFC 7009 and RFC 6749 §5.2: after a revocation every refresh is answered invalid_grant, and only a new consent helps. The guide's fix must at least work.
The message must say that the credential needs a person, and n8n must not hammer the token endpoint.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://github.com/n8n-io/n8n/pull/30460',
  ],
  guide: { cause: 'Refresh token revoked', fix: 'Delete the credential and create it anew' },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('refresh-token/revoked'),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['recreate'],
  expect: { recovery: 'after-remedy', remedy: 'recreate', during: 'visible' },
});
