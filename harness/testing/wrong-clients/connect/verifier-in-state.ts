import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Keeps nothing while the user is away: the code verifier travels in the state, in Base64. */
export class VerifierInState extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const { state, verifier } = super.newFlow(credential);
    const packed = Buffer.from(JSON.stringify({ state, verifier })).toString('base64');
    return verifier === undefined ? { state } : { state: packed, verifier };
  }
}
