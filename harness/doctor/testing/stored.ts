import { encryptCbc } from '../../n8n/driver/testing/encrypt-as-n8n.ts';

export const KEY = 'the key of this n8n';
/** No answer of doctor may hold it. */
export const SECRET = 'a-secret-that-nobody-may-see';

/** What n8n stores of a credential, before it is encrypted. */
export const FIELDS = {
  grantType: 'authorizationCode',
  clientId: 'client',
  clientSecret: SECRET,
  scope: 'read write',
  accessTokenUrl: 'https://idp.example/token',
  oauthTokenData: {
    access_token: SECRET,
    refresh_token: SECRET,
    scope: 'read',
    expires_in: 3600,
    n8n_expires_at: '4102444800000',
  },
};

export const encrypted = (fields: unknown = FIELDS, key = KEY): string =>
  encryptCbc(JSON.stringify(fields), key);

/** A credential as n8n exports it. */
export const exportedCredential = (
  data: unknown,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  id: 'c1',
  name: 'main',
  type: 'oAuth2Api',
  data,
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

/** A workflow as n8n exports it, with a secret in it. */
export const exportedWorkflow = (
  credentialId = 'c1',
  more: Readonly<Record<string, unknown>> = {},
) => ({
  id: 'w1',
  name: 'Invoices',
  active: true,
  nodes: [
    {
      name: 'Get',
      type: 'n8n-nodes-base.httpRequest',
      parameters: { options: { client_secret: SECRET } },
      credentials: { oAuth2Api: { id: credentialId, name: 'main' } },
    },
  ],
  connections: {},
  settings: {},
  ...more,
});
