import type { CredentialRequest, ProviderAddresses } from './client.ts';
import { CREDENTIAL_DEFAULTS } from './credential-defaults.ts';
import type { CredentialSpec } from './scenario.ts';
import type { CredentialType } from './workflow.ts';

/** n8n's names for the grant types of RFC 6749 §4.1, §4.4 and RFC 7636. */
const GRANT_TYPES = {
  'authorization-code': 'authorizationCode',
  pkce: 'pkce',
  'client-credentials': 'clientCredentials',
} as const;

/** The fields of a credential's form, by n8n's names for those of `oAuth2Api`. */
export type CredentialForm = Readonly<Record<string, string | number | boolean>>;

/** The harness's names of the fields that can be written as expressions, and n8n's. */
const WRITTEN_AS = {
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  authorizationUrl: 'authUrl',
  tokenUrl: 'accessTokenUrl',
  scope: 'scope',
} as const;

/** The number of an item in its execution, as an expression of n8n. */
const ITEM_NUMBER = "{{ $json.id.split('.').pop() }}";

/** The token URL of the tenant that an item belongs to, as an expression of n8n. */
const perItem = (tokenUrl: string): string =>
  `=${tokenUrl.replace(/\/token$/, `/tenants/${ITEM_NUMBER}/token`)}`;

/**
 * What an operator enters in the form of a credential: exactly the fields that n8n's form for its
 * type shows, for the generic OAuth2 credential those of this grant. An expression stands in its
 * field as it is written.
 */
export const credentialFields = (request: Omit<CredentialRequest, 'name'>): CredentialForm =>
  request.type === undefined
    ? withExpressions(genericFields(request), request.spec.expressions)
    : fieldsOfType(request.type, request.provider);

/** What the form for the generic OAuth2 credential has in it before anything is entered. */
const FORM_DEFAULTS: CredentialForm = {
  grantType: 'authorizationCode',
  scope: '',
  authQueryParameters: '',
  authentication: 'header',
  tokenExpiredStatusCode: 401,
};

/**
 * The fields of a form that were entered with the value that they have anyway. n8n's editor leaves
 * them out when it saves a credential, and an absent one means the same.
 */
export const enteredAsDefault = (form: CredentialForm): readonly string[] =>
  Object.keys(form).filter((field) => form[field] === FORM_DEFAULTS[field]);

/** The fields of a type for one service, with the addresses of the provider. */
function fieldsOfType({ fields }: CredentialType, provider: ProviderAddresses): CredentialForm {
  const { clientId, clientSecret, apiUrl: api, authorizationUrl, tokenUrl } = provider;
  const values = { api, issuer: api.replace(/\/api$/, ''), authorizationUrl, tokenUrl };
  const filled = Object.entries(fields).map(([name, value]) => [
    name,
    value.replaceAll(
      /\{\{(api|issuer|authorizationUrl|tokenUrl)\}\}/g,
      (_all, key: keyof typeof values) => values[key],
    ),
  ]);
  return { clientId, clientSecret, ...Object.fromEntries(filled) };
}

/** The same form with expressions in the place of values, which may stand in them. */
function withExpressions(
  values: CredentialForm,
  expressions: Required<CredentialSpec>['expressions'],
): CredentialForm {
  const written = Object.entries(WRITTEN_AS).flatMap(([name, field]) => {
    const text = expressions[name as keyof typeof WRITTEN_AS];
    return text === undefined || values[field] === undefined
      ? []
      : [[field, text.replaceAll(`{{${name}}}`, String(values[field]))] as const];
  });
  return { ...values, ...Object.fromEntries(written) };
}

function genericFields({ spec, provider }: Omit<CredentialRequest, 'name'>): CredentialForm {
  const byConsent = spec.grant !== 'client-credentials';
  const body = Object.keys(spec.bodyParameters).length > 0;
  return {
    grantType: GRANT_TYPES[spec.grant],
    accessTokenUrl: spec.tenants ? perItem(provider.tokenUrl) : provider.tokenUrl,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    scope: spec.scope,
    authentication: spec.authentication,
    // The form has no fields for the authorization endpoint when the grant does not use one.
    ...(byConsent
      ? {
          authUrl: provider.authorizationUrl,
          authQueryParameters: String(new URLSearchParams(spec.authorizationParameters)),
        }
      : {}),
    ...(body
      ? {
          sendAdditionalBodyProperties: true,
          additionalBodyProperties: JSON.stringify(spec.bodyParameters),
        }
      : {}),
    ...(spec.ignoreSslIssues ? { ignoreSSLIssues: true } : {}),
    // The form of an older n8n has no such field.
    ...(spec.expiredStatus === CREDENTIAL_DEFAULTS.expiredStatus
      ? {}
      : { tokenExpiredStatusCode: spec.expiredStatus }),
  };
}
