import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Uses the time as the state. */
export class GuessableState extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    return { ...super.newFlow(credential), state: String(Date.now()) };
  }
}
