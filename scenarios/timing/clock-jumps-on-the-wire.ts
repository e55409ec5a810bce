import {
  begin,
  defineScenario,
  execute,
  finish,
  heal,
  hold,
  inject,
  release,
} from '../../harness/index.ts';

export default defineScenario({
  name: 'timing/clock-jumps-on-the-wire',
  title: "n8n's clock jumps a day ahead while the answer to its refresh is on the wire",
  why: `A virtual machine that wakes up, a clock that is set. expires_in counts from the answer on (RFC 6749 §5.1): a client that adds it to the moment at which
it asked, or takes the jump for time that has passed, throws a good token away or refreshes at every call.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'on-the-wire' }),
    begin(1),
    inject('n8n/clock-ahead', { by: '1d' }),
    release(),
    finish(),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['sync-clock'],
  expect: { recovery: 'unaffected', during: 'success' },
});
