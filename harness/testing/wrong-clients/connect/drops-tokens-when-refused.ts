import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Takes an error of the authorization endpoint for the end of the consent before. */
export class DropsTokensWhenRefused extends CorrectClient {
  protected override async takeCallback(
    credential: StoredCredential,
    callback: URL,
    signal: AbortSignal,
  ): Promise<void> {
    if (callback.searchParams.has('error')) {
      const { oauthTokenData: _dropped, ...fields } = credential.fields;
      credential.fields = fields;
    }
    await super.takeCallback(credential, callback, signal);
  }
}
