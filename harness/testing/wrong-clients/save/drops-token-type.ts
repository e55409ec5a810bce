import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Stores a refresh reply without its token type, which says how the token is to be sent. */
export class DropsTokenType extends CorrectClient {
  protected override save(
    credential: StoredCredential,
    { token_type: _dropped, ...tokens }: TokenData,
  ): void {
    super.save(credential, tokens);
    const { token_type: _old, ...kept } = credential.fields.oauthTokenData ?? {};
    credential.fields.oauthTokenData = kept;
  }
}
