import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Keeps state and verifier in the credential, where those of the latest flow take their place. */
export class KeepsOneFlowPerCredential extends CorrectClient {
  protected override flowsWith(begun: AuthorizationFlow): readonly AuthorizationFlow[] {
    return [begun];
  }
}
