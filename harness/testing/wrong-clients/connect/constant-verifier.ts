import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Has made up one long code verifier, for every connect. */
export class ConstantVerifier extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const { state, verifier } = super.newFlow(credential);
    return verifier === undefined
      ? { state }
      : { state, verifier: 'Qk7-fW2xLr9vBn4aHs3eJm5uPz1gYd0ctTiOoE8RyKw' };
  }
}
