import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/refresh-token-missing',
  title: 'The provider never issued a refresh token',
  why: `The consent was given without offline access, so the first expiry is the end (RFC 6749 §5.1 makes the refresh token optional).
Nothing can be refreshed: the right behaviour is a clear message, no attempt at the token endpoint, and a reconnect that helps.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/29434',
    'https://github.com/n8n-io/n8n/issues/17486',
  ],
  guide: {
    cause: 'Refresh token missing',
    fix: 'Open the credential and connect the account again',
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    inject('refresh-token/missing'),
    connect(),
    execute(2),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect', 'recreate'],
  expect: {
    recovery: 'after-remedy',
    remedy: 'reconnect',
    during: 'visible',
    tokenRequests: 'none',
  },
});
