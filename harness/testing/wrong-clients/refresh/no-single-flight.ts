import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Refreshes separately for every call whose access token has expired. */
export class NoSingleFlight extends CorrectClient {
  protected override renew(
    credential: StoredCredential,
    _dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    return this.fetchTokens(credential, signal);
  }
}
