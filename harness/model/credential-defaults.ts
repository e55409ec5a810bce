import type { CredentialSpec } from './scenario.ts';

/** What a credential is where a scenario does not say. */
export const CREDENTIAL_DEFAULTS: Required<CredentialSpec> = {
  grant: 'authorization-code',
  client: 'confidential',
  authentication: 'header',
  expiredStatus: 401,
  scope: 'read',
  authorizationParameters: {},
  bodyParameters: {},
  ignoreSslIssues: false,
  tenants: false,
  expressions: {},
};
