import type { CredentialRequest } from '../../../model/client.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Puts the scope of a new credential together anew, and leaves a space at its end. */
export class RewritesScopeAtSave extends CorrectClient {
  override async createCredential(request: CredentialRequest): Promise<string> {
    const id = await super.createCredential(request);
    const credential = this.credential(id);
    credential.fields = { ...credential.fields, scope: `${credential.fields.scope} ` };
    return id;
  }
}
