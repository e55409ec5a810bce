import {
  begin,
  changePolicy,
  defineScenario,
  execute,
  finish,
  hold,
  inject,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/rotation-on-after-commit',
  title: 'Rotation is switched on between the commit of a refresh and its save',
  why: `A provider rolls a new policy out at any moment. The refresh under way leaves the refresh token as it was, the next one spends it: the client must save
that one, and must not go on with what it has known for months (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-commit' }),
    begin(1),
    changePolicy({ refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } }),
    release(),
    finish(),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
