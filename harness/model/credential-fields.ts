import type { CredentialRequest } from './client.ts';
import { CREDENTIAL_DEFAULTS } from './credential-defaults.ts';

/** n8n's names for the grant types of RFC 6749 §4.1, §4.4 and RFC 7636. */
const GRANT_TYPES = {
  'authorization-code': 'authorizationCode',
  pkce: 'pkce',
  'client-credentials': 'clientCredentials',
} as const;

/** The fields of a credential's form, by n8n's names for those of `oAuth2Api`. */
export type CredentialForm = Readonly<Record<string, string | number | boolean>>;

/**
 * What an operator enters in the form of a credential: exactly the fields that n8n's form for the
 * generic OAuth2 credential shows for this grant.
 */
export function credentialFields({
  spec,
  provider,
}: Omit<CredentialRequest, 'name'>): CredentialForm {
  const byConsent = spec.grant !== 'client-credentials';
  const body = Object.keys(spec.bodyParameters).length > 0;
  return {
    grantType: GRANT_TYPES[spec.grant],
    accessTokenUrl: provider.tokenUrl,
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
    // The form of an older n8n has no such field.
    ...(spec.expiredStatus === CREDENTIAL_DEFAULTS.expiredStatus
      ? {}
      : { tokenExpiredStatusCode: spec.expiredStatus }),
  };
}
