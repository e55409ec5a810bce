import { setTimeout as delay } from 'node:timers/promises';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Takes its time after every refresh. */
export class RefreshesSlowly extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    await super.fetchTokens(credential, signal);
    await delay(1_500, undefined, { signal });
  }
}
