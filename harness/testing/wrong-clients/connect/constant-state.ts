import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Uses the same long state for every connect. */
export class ConstantState extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    return { ...super.newFlow(credential), state: 'Yd2Wf0Ck4tQxLr9vBn7aHs3eJm5uPz1g' };
  }
}
