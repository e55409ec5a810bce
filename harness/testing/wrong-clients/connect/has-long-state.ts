import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Packs more into the state than a provider with a limit takes. */
export class HasLongState extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const flow = super.newFlow(credential);
    return { ...flow, state: `${flow.state}.${'session'.repeat(80)}` };
  }
}
