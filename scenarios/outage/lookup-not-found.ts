import { defineScenario, execute, heal, inject, observe, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/lookup-not-found',
  title: 'The resolver knows no such name when the access token is to be refreshed',
  why: `A resolver that was set up anew, or a zone that was published without the name, says that there is none, until somebody mends it.
The request never left, so the stored refresh token is as good as before: the run fails in words about the name, nobody is sent to connect again, and the next run works.`,
  links: [
    'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html',
    'https://github.com/twentyhq/twenty/issues/11118',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  named: ['token'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    // The idle connection to the token endpoint ends meanwhile, as it does within an hour.
    wait('7s'),
    inject('access-token/expired'),
    inject('n8n/failed-lookup', { code: 'ENOTFOUND' }),
    execute(2),
    heal(),
    observe({ for: '2s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', during: 'visible', within: '10s' },
});
