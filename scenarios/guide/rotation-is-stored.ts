import { defineScenario, execute, inject, wait } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/rotation-is-stored',
  title: 'Every refresh brings a new refresh token; the stored credential must follow',
  why: `RFC 6749 §6: the client must discard the old refresh token and keep the new one. "n8n stores the new one automatically" is read off the stored
credential after each of three expiries, and once more a while later, not believed: a copy that somebody writes back kills it.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-6',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  guide: { cause: 'Rotation', fix: 'None: n8n stores the new refresh token' },
  realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('access-token/expired'),
    execute(2),
    wait('2s'),
    inject('access-token/expired'),
    execute(1),
    inject('access-token/expired'),
    execute(1),
  ],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
