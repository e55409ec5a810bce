import {
  begin,
  defineScenario,
  execute,
  finish,
  hold,
  inject,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/disconnected-after-commit',
  title: 'An operator disconnects the account while it is refreshed',
  why: `Whoever disconnects an account wants nothing to act for it any more (RFC 7009 §1). A refresh that was under way and saves what it got connects it again,
and nobody is told.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7009#section-1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-commit' }),
    begin(1),
    inject('operator/disconnects', { when: 'now' }),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
