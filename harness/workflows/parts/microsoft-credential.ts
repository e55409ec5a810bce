import type { CredentialType } from '../../model/workflow.ts';

interface Microsoft {
  /** n8n's name of the type. */
  readonly name: string;
  readonly scope: string;
  /** Fields of its form that say where its API is, and what else it needs. */
  readonly fields: CredentialType['fields'];
}

/** A type of credential for a service of Microsoft, with the endpoints of the provider. */
export const microsoftCredential = ({ name, scope, fields }: Microsoft): CredentialType => ({
  name,
  fixed: { grant: 'authorization-code', authentication: 'body', scope },
  fields: { authUrl: '{{authorizationUrl}}', accessTokenUrl: '{{tokenUrl}}', ...fields },
});
