import type { CredentialRequest, ProviderAddresses } from '../model/client.ts';
import { credentialFields } from '../model/credential-fields.ts';
import type { CredentialSpec } from '../model/scenario.ts';

/** The stored fields of a token response (RFC 6749 §5.1), also those that no RFC names. */
export interface TokenData {
  access_token?: string;
  refresh_token?: string;
  token_type?: string;
  scope?: string;
  expires_in?: number;
  [other: string]: unknown;
}

/** All stored fields of a credential, with n8n's names. */
export interface CredentialFields {
  grantType: string;
  authUrl: string;
  accessTokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  authentication: string;
  oauthTokenData?: TokenData;
  [other: string]: unknown;
}

/** The only user of a reference client who does anything. */
const OWNER = 'owner';

export interface StoredCredential {
  readonly id: string;
  name: string;
  /** The user to whom it belongs. */
  owner: string;
  readonly spec: Required<CredentialSpec>;
  readonly provider: ProviderAddresses;
  fields: CredentialFields;
  /** Only for that of a tenant: an item that belongs to it. */
  readonly item?: string;
}

/** A new credential that is not connected yet. */
export function newCredential(id: string, request: CredentialRequest): StoredCredential {
  const { name, spec, provider } = request;
  // It reads by itself what a type of credential would set.
  const form = { ...credentialFields({ spec, provider }), ...credentialFields(request) };
  const text = (field: string): string => String(form[field] ?? '');
  const fields: CredentialFields = {
    ...form,
    grantType: text('grantType'),
    authUrl: text('authUrl'),
    accessTokenUrl: text('accessTokenUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    scope: text('scope'),
    authentication: text('authentication'),
  };
  return { id, name, owner: OWNER, spec, provider, fields };
}
