import { defineScenario, execute, heal, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'guide/reconnect-in-editor',
  title: "A revoked refresh token: the account is connected again in n8n's editor",
  why: `What a guide tells its reader is done with a mouse: open the credential, press Reconnect, pass the provider's page, read "Account connected". The editor saves the credential, opens a window and waits for its callback, none of which a connect over the API does.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    'https://docs.n8n.io/integrations/builtin/credentials/httprequest/',
  ],
  guide: {
    cause: 'Refresh token revoked',
    fix: "Open the credential in n8n's editor and connect the account again",
  },
  realm: {
    consent: 'page-in-browser',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [
    execute(2),
    inject('refresh-token/revoked'),
    inject('access-token/expired'),
    execute(1),
    heal(),
    execute(1),
  ],
  remedies: ['reconnect-in-editor'],
  expect: { recovery: 'after-remedy', remedy: 'reconnect-in-editor', during: 'visible' },
});
