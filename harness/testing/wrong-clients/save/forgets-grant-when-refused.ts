import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/**
 * Takes every refusal of a refresh for the end of the grant, also one of the client itself
 * (invalid_client), and throws the refresh token away.
 */
export class ForgetsGrantWhenRefused extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await super.fetchTokens(credential, signal);
    } catch (failure) {
      const { httpStatus = 0 } = failure instanceof ClientFailure ? failure : {};
      if (httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429) {
        const { refresh_token: _gone, ...left } = credential.fields.oauthTokenData ?? {};
        credential.fields = { ...credential.fields, oauthTokenData: left };
      }
      throw failure;
    }
  }
}
