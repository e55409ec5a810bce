import { connect, defineScenario, execute, inject } from '../../harness/index.ts';

const authorizationParameters = {
  access_type: 'offline',
  prompt: 'consent',
  audience: 'https://api.example.com/v1?region=eu&tier=a+b',
};

export default defineScenario({
  name: 'credential/authorization-parameters',
  title: 'The authorization request has to say more than RFC 6749 knows, at each connect',
  why: `Providers have parameters of their own (RFC 6749 §8.2): without access_type=offline there is no refresh token, without prompt=consent none at
the second connect, without audience a token for another API. An operator enters them in Auth URI Query Parameters; values may need encoding. With PKCE
the request has parameters of the client's own besides, which take the place of none of them. And a provider that separates scopes by commas (Slack, Strava) needs
them as they were typed.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-8.2',
    'https://developers.google.com/identity/protocols/oauth2/web-server#offline',
  ],
  realm: { scopes: 'read,write', requiredScope: 'read,write' },
  credentials: {
    main: { scope: 'read,write', authorizationParameters },
    pkce: { grant: 'pkce', scope: 'read,write', authorizationParameters },
  },
  workflows: {
    main: { use: 'http-request' },
    pkce: { use: 'http-request', credential: 'pkce' },
  },
  plan: [
    execute(2, { workflow: ['main', 'pkce'] }),
    connect('main', { mayFail: true }),
    inject('access-token/expired'),
    execute(2, { workflow: ['main', 'pkce'] }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
