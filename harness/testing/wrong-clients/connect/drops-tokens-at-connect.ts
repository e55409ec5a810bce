import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Drops the tokens of a credential when its user sets out to connect it again. */
export class DropsTokensAtConnect extends CorrectClient {
  protected override newFlow(credential: StoredCredential): AuthorizationFlow {
    const { oauthTokenData: _, ...fields } = credential.fields;
    credential.fields = fields;
    return super.newFlow(credential);
  }
}
