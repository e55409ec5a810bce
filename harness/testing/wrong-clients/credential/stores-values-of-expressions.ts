import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Writes the values of expressions into the credential when it saves new tokens. */
export class StoresValuesOfExpressions extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    credential.fields = this.evaluated(credential);
    super.save(credential, tokens);
  }
}
