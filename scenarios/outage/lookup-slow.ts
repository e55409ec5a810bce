import { defineScenario, execute, heal, inject, observe, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'outage/lookup-slow',
  title: 'The address of the token endpoint is found five seconds late',
  why: `The first resolver does not answer, and the second is asked five seconds later (resolv.conf(5)). A refresh an hour after the last one has no connection to
use again, so it looks the name up. It waits, once for all that meet the expiry, and every item is done.`,
  links: [
    'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  named: ['token'],
  workflows: { main: { use: 'http-request', items: 4 } },
  plan: [
    execute(2),
    // The idle connection to the token endpoint ends meanwhile, as it does within an hour.
    wait('7s'),
    inject('access-token/expired'),
    inject('n8n/slow-lookup', { by: '5s' }),
    execute(2),
    heal(),
    observe({ for: '2s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '10s' },
});
