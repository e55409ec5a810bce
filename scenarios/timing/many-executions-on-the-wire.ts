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
  name: 'timing/many-executions-on-the-wire',
  title: 'Four executions begin while the answer to a refresh is on the wire',
  why: `The top of the hour: every workflow of an account begins at once, and one of them has just refreshed. They meet the old token while the new one is a byte
away. One refresh is enough for all of them (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' }, second: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'on-the-wire' }),
    begin(1),
    begin(2),
    begin(2, { workflow: 'second' }),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
