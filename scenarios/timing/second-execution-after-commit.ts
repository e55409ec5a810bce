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
  name: 'timing/second-execution-after-commit',
  title: 'A second execution begins when the provider has rotated and its answer is not there yet',
  why: `The refresh token that is stored is spent, and nobody has the new one. Whoever begins now and refreshes by itself shows the spent one, which a provider
takes for theft (RFC 9700 §4.14.2). It has to wait for the answer to the first refresh, and needs none of its own.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-commit' }),
    begin(1),
    begin(1),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
