import type { CredentialFields } from '../../../reference-clients/stored-credential.ts';
import { WorkerClient } from '../worker-client.ts';

/** Brings the client secret into the form of a new version as an empty one. */
export class MigratesWithoutSecret extends WorkerClient {
  protected override migrated(fields: CredentialFields): CredentialFields {
    return { ...fields, clientSecret: '' };
  }
}
