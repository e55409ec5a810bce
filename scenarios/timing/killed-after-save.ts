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
  name: 'timing/killed-after-save',
  title: 'n8n is killed when its new tokens are stored and not used yet',
  why: `All that is needed is on disk. Whoever starts again must go on with it: no reconnect, no refresh with the spent token (RFC 9700 §4.14.2), no lock that
the dead process has left.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-save' }),
    begin(1),
    inject('n8n/killed', { when: 'now' }),
    release(),
    finish(),
    heal(),
    observe({ for: '20s' }),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'automatic', within: '60s' },
});
