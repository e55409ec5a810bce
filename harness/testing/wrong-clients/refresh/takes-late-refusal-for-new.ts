import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Takes every refusal for one of the token it has now, also that of an older token. */
export class TakesLateRefusalForNew extends CorrectClient {
  protected override renew(
    credential: StoredCredential,
    _dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    return super.renew(credential, credential.fields.oauthTokenData?.access_token, signal);
  }
}
