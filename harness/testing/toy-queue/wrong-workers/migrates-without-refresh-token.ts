import type { CredentialFields } from '../../../reference-clients/stored-credential.ts';
import { WorkerClient } from '../worker-client.ts';

/** Brings of the stored tokens only the access token into the form of a new version. */
export class MigratesWithoutRefreshToken extends WorkerClient {
  protected override migrated(fields: CredentialFields): CredentialFields {
    const { refresh_token: _lost, ...oauthTokenData } = fields.oauthTokenData ?? {};
    return { ...fields, oauthTokenData };
  }
}
