import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Waits for ever when a token request fails. */
export class WaitsForEver extends CorrectClient {
  protected override fetchTokens(credential: StoredCredential, signal: AbortSignal): Promise<void> {
    return super.fetchTokens(credential, signal).catch(() => new Promise<void>(() => {}));
  }
}
