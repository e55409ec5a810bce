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
  name: 'timing/revoked-after-commit',
  title: 'The user withdraws his consent between the commit of a refresh and its answer',
  why: `The tokens that arrive have ended already (RFC 7009 §2.1). The client has to find that out from the API and the token endpoint, say that reconnecting
helps, and not go round in circles.`,
  links: ['https://www.rfc-editor.org/rfc/rfc7009#section-2.1'],
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(1),
    inject('access-token/expired'),
    hold('refresh', { at: 'after-commit' }),
    begin(1),
    inject('refresh-token/family-revoked'),
    release(),
    finish(),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
});
