import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Replaces everything it has by the reply, and with it a refresh token that was not repeated. */
export class DropsTokenThatIsNotRepeated extends CorrectClient {
  protected override save(credential: StoredCredential, tokens: TokenData): void {
    credential.fields = { ...credential.fields, oauthTokenData: { ...tokens } };
  }
}
