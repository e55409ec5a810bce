import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

const TRIES = 30;

/** Repeats a failed token request at once, again and again. */
export class AsksUntilItWorks extends CorrectClient {
  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await super.requestTokens(credential, signal);
      } catch (failure) {
        if (tries === TRIES) throw failure;
      }
    }
  }
}
