import { expect, test } from 'vitest';
import { CREDENTIAL_DEFAULTS } from './credential-defaults.ts';
import { credentialFields } from './credential-fields.ts';

const provider = {
  authorizationUrl: 'https://p.example/r/authorize',
  tokenUrl: 'https://p.example/r/token',
  apiUrl: 'https://p.example/r/api',
  clientId: 'id',
  clientSecret: 'secret',
};
const request = { spec: CREDENTIAL_DEFAULTS, provider };

test('the form of a type for one service has its own fields, with the addresses in them', () => {
  const fixed = { grant: 'authorization-code', authentication: 'body', scope: 'api' } as const;
  const fields = { server: '{{issuer}}', api: '{{api}}/v1', sign: '{{authorizationUrl}} {{x}}' };
  expect(credentialFields({ ...request, type: { name: 'ownOAuth2Api', fixed, fields } })).toEqual({
    clientId: 'id',
    clientSecret: 'secret',
    server: 'https://p.example/r',
    api: 'https://p.example/r/api/v1',
    sign: 'https://p.example/r/authorize {{x}}',
  });
});

test('the generic form has the addresses of the provider', () => {
  expect(credentialFields(request)).toMatchObject({ accessTokenUrl: 'https://p.example/r/token' });
});
