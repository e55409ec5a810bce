import { defineScenario, execute, heal, inject, observe, rendezvous } from '../../harness/index.ts';

export default defineScenario({
  name: 'process/execute-command-beside-server',
  title: 'A cron job runs n8n execute beside the server, and both meet one expired token',
  why: `The command is a process of its own on the server's database; a lock that lives in the server's memory does not reach it. With
single-use tokens the second refresh presents a spent token, and the provider revokes the family (RFC 9700 §4.14.2). The token endpoint takes 3 s, so that
neither can have saved before the other one looks.`,
  links: [
    'https://docs.n8n.io/hosting/cli-commands/',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: {
    main: { use: 'http-request' },
    nightly: { use: 'http-request', manualTrigger: true },
  },
  plan: [
    execute(2),
    inject('access-token/expired'),
    inject('token/slow', { by: '3s' }),
    rendezvous(2, { within: '150s' }),
    inject('n8n/execute-command', { workflow: 'nightly' }),
    execute(1),
    heal(),
    observe({ for: '5s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success', within: '20s' },
});
