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
  name: 'timing/reconnected-on-the-wire',
  title: 'An operator connects again while the answer to an older refresh is on the wire',
  why: `The refresh was carried out before the new consent, and its answer comes after it. Whoever saves it puts the tokens of the older account in the place of
the new ones; the page has said that connecting worked, and the provider may have ended the older consent.`,
  links: [
    'https://github.com/hegsie/gitnado/pull/400',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'on-the-wire' }),
    begin(1),
    inject('operator/reconnects', { when: 'now' }),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
