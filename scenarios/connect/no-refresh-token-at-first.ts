import { connect, defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/no-refresh-token-at-first',
  title: 'The very first connect brings no refresh token, and the access token expires',
  why: `A provider may leave the refresh token out (RFC 6749 §5.1): offline access was not asked for, or the app may not have it. Everything works for an hour. The page
after connecting is the only one that somebody looks at; the execution that fails later has to say what helps, and a consent with offline access mends it.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://developers.google.com/identity/protocols/oauth2/web-server#offline',
    'https://github.com/n8n-io/n8n/issues/18037',
  ],
  credentials: { main: {}, other: {} },
  workflows: {
    main: { use: 'http-request' },
    other: { use: 'http-request', credential: 'other' },
  },
  plan: [
    execute(1),
    inject('refresh-token/missing'),
    connect('other', { mayFail: true }),
    execute(1, { workflow: 'other' }),
    inject('access-token/expired', { client: 'other' }),
    execute(1, { workflow: 'other' }),
    heal(),
    connect('other'),
    execute(2, { workflow: ['main', 'other'] }),
  ],
  remedies: ['reconnect'],
  expect: {
    recovery: 'automatic',
    during: 'visible',
    connect: ['without-refresh-token', 'refused'],
  },
});
