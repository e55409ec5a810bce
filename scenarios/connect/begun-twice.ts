import { beginConnect, defineScenario, execute, finishConnect } from '../../harness/index.ts';

export default defineScenario({
  name: 'connect/begun-twice',
  title: 'Two connects of one credential are begun, and both users come back',
  why: `Somebody clicks Connect a second time because the window does not show up, and consents in both. Each authorization request has a state and a code
verifier of its own (RFC 6749 §10.12, RFC 7636 §7.1); where the second takes the place of the first, whoever comes back first is refused.`,
  links: [
    'https://github.com/n8n-io/n8n/issues/32421',
    'https://github.com/n8n-io/n8n/pull/31254',
    'https://www.rfc-editor.org/rfc/rfc7636#section-7.1',
  ],
  credentials: { main: { grant: 'pkce' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    beginConnect('main', { as: 'first', mayFail: true }),
    beginConnect('main', { as: 'second', mayFail: true }),
    finishConnect('first'),
    finishConnect('second'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', connect: 'connected' },
});
