import { defineScenario, execute, heal, inject, observe } from '../../harness/index.ts';

export default defineScenario({
  name: 'reply/lost-after-commit-reusable',
  title: 'The reply to a refresh is lost while refresh tokens do not rotate',
  why: 'Nothing was spent, so a dropped connection is an ordinary network fault: this run may fail, the next one must work.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  workflows: { main: { use: 'http-request', method: 'POST' } },
  plan: [
    execute(2),
    inject('reply/lost-after-commit', { times: 1 }),
    inject('access-token/expired'),
    execute(1),
    heal(),
    observe({ for: '10s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '10s' },
});
