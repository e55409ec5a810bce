import type { CredentialRequest } from '../../model/client.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';

/** n8n's names for the grant types of RFC 6749 §4.1, §4.4 and RFC 7636. */
const GRANT_TYPES = {
  'authorization-code': 'authorizationCode',
  pkce: 'pkce',
  'client-credentials': 'clientCredentials',
} as const;

/** The fields that the form of n8n's generic OAuth2 credential (`oAuth2Api`) sends. */
export function credentialData({
  spec,
  provider,
}: CredentialRequest): Readonly<Record<string, unknown>> {
  const common = {
    grantType: GRANT_TYPES[spec.grant],
    accessTokenUrl: provider.tokenUrl,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    scope: spec.scope,
    authentication: spec.authentication,
    // The form of an older n8n has no such field.
    ...(spec.expiredStatus === CREDENTIAL_DEFAULTS.expiredStatus
      ? {}
      : { tokenExpiredStatusCode: spec.expiredStatus }),
  };
  // The form has no fields for the authorization endpoint when the grant does not use one.
  return spec.grant === 'client-credentials'
    ? common
    : { ...common, authUrl: provider.authorizationUrl, authQueryParameters: '' };
}

/** Adjusts a name to n8n's limits of 3 to 128 characters. */
export function credentialName(name: string): string {
  return name.padEnd(3, '_').slice(0, 128);
}
