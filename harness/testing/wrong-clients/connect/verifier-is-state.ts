import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Makes one value for an authorization request, and uses it as state and as code verifier. */
export class VerifierIsState extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const { state, verifier } = super.newFlow(credential);
    return verifier === undefined ? { state } : { state: verifier, verifier };
  }
}
