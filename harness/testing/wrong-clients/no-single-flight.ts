import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../reference-clients/stored-credential.ts';

/** Every call that meets a dead token refreshes for itself. */
export class NoSingleFlight extends CorrectClient {
  protected override renew(
    credential: StoredCredential,
    _dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    return this.fetchTokens(credential, signal);
  }
}
