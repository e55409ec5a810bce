import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Makes whoever runs a workflow the owner of the credential that is refreshed for it. */
export class GivesCredentialToItsUser extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    await super.fetchTokens(credential, signal);
    credential.owner = 'whoever ran the workflow';
  }
}
