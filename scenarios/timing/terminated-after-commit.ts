import {
  begin,
  defineScenario,
  execute,
  finish,
  heal,
  hold,
  inject,
  observe,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/terminated-after-commit',
  title: 'n8n is asked to end when the provider has rotated, and gets its answer then',
  why: `A deployment ends n8n with SIGTERM and leaves it time for what it has begun. The new refresh token is the only one that works, and it arrives in that
time: whoever ends without saving it loses the account at every deployment (RFC 9700 §4.14.2).`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-commit' }),
    begin(1),
    inject('n8n/terminated', { when: 'now' }),
    release(),
    finish(),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
