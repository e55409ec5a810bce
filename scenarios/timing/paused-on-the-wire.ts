import {
  begin,
  defineScenario,
  execute,
  finish,
  heal,
  hold,
  inject,
  release,
  wait,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/paused-on-the-wire',
  title: 'n8n stands still while the answer to its refresh arrives',
  why: `A machine that is frozen for a moment, or a container without its share of the processor, wakes up with the answer in its socket. It must read and save it
as if nothing had been: the token in it is the only one that works (RFC 9700 §4.14.2).`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'on-the-wire' }),
    begin(1),
    inject('n8n/paused', { when: 'now' }),
    release(),
    wait('2s'),
    heal('n8n/paused'),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
