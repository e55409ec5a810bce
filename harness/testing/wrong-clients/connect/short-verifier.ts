import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Uses a code verifier of half the length that RFC 7636 §4.1 demands. */
export class ShortVerifier extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const { state, verifier } = super.newFlow(credential);
    return verifier === undefined ? { state } : { state, verifier: verifier.slice(0, 21) };
  }
}
