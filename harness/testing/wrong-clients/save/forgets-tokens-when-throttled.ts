import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Takes any refusal of the token endpoint for the end of the grant, and forgets the tokens. */
export class ForgetsTokensWhenThrottled extends CorrectClient {
  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    try {
      return await super.requestTokens(credential, signal);
    } catch (cause) {
      if (cause instanceof ClientFailure && cause.httpStatus === 429)
        credential.fields = { ...credential.fields, oauthTokenData: {} };
      throw cause;
    }
  }
}
