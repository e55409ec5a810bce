import { expect, test } from 'vitest';
import { CREDENTIAL_DEFAULTS } from './credential-defaults.ts';
import { credentialFields } from './credential-fields.ts';
import type { CredentialSpec } from './scenario.ts';

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

const fieldsOf = (spec: CredentialSpec) =>
  credentialFields({ spec: { ...CREDENTIAL_DEFAULTS, ...spec }, provider });

test('what nobody says is what the form shows at first', () => {
  expect(fieldsOf({})).toEqual({
    grantType: 'authorizationCode',
    authUrl: 'https://p.example/r/authorize',
    accessTokenUrl: 'https://p.example/r/token',
    clientId: 'id',
    clientSecret: 'secret',
    scope: 'read',
    authentication: 'header',
    authQueryParameters: '',
  });
});

test('what is typed stands in the field that it is typed into', () => {
  expect(fieldsOf({ authorizationParameters: { a: '1 + 1', b: 'ü' } })).toMatchObject({
    authQueryParameters: 'a=1+%2B+1&b=%C3%BC',
  });
  expect(
    fieldsOf({
      grant: 'client-credentials',
      authentication: 'body',
      bodyParameters: { audience: 'api' },
      expiredStatus: 403,
    }),
  ).toEqual({
    grantType: 'clientCredentials',
    accessTokenUrl: 'https://p.example/r/token',
    clientId: 'id',
    clientSecret: 'secret',
    scope: 'read',
    authentication: 'body',
    sendAdditionalBodyProperties: true,
    additionalBodyProperties: '{"audience":"api"}',
    tokenExpiredStatusCode: 403,
  });
});

test('an expression takes the place of a value, which may stand in it', () => {
  expect(
    fieldsOf({ expressions: { clientSecret: '={{ $env.A }}', tokenUrl: "={{ '{{tokenUrl}}' }}" } }),
  ).toMatchObject({
    clientSecret: '={{ $env.A }}',
    accessTokenUrl: "={{ 'https://p.example/r/token' }}",
    clientId: 'id',
  });
});

test('with tenants the token URL is made for each item', () => {
  expect(fieldsOf({ grant: 'client-credentials', tenants: true })).toMatchObject({
    accessTokenUrl: "=https://p.example/r/tenants/{{ $json.id.split('.').pop() }}/token",
  });
});
