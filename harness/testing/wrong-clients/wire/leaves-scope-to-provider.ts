import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Asks with client credentials for no scope, so that the provider decides what the token may. */
export class LeavesScopeToProvider extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const parameters = super.parameters(credential);
    const { scope: _, ...without } = parameters;
    return credential.spec.grant === 'client-credentials' ? without : parameters;
  }
}
