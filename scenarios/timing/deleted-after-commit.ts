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
  name: 'timing/deleted-after-commit',
  title: 'An operator deletes the credential while it is refreshed',
  why: `An account is taken out of use, and a refresh is under way. What it brings has no place any more: a save that writes it all the same brings the
credential back, and an execution must end, with its work or with an error, and not with the process.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7009#section-1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-commit' }),
    begin(1),
    inject('operator/deletes', { when: 'now' }),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['recreate'],
  expect: { recovery: 'after-remedy', remedy: 'recreate', during: 'visible' },
});
