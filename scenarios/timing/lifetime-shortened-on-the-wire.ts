import {
  advance,
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
  name: 'timing/lifetime-shortened-on-the-wire',
  title: 'Access tokens live for minutes from now on, while one of an hour is on the wire',
  why: `expires_in is what one answer says of one token (RFC 6749 §5.1). A client that learns a lifetime once, or keeps the moment of an older token, refreshes too
late or at every call when the provider changes its mind.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'on-the-wire' }),
    begin(1),
    changePolicy({ accessTokenTtl: '5m' }),
    release(),
    finish(),
    advance('1h'),
    execute(1),
    advance('6m'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
