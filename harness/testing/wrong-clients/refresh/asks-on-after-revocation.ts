import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

const TRIES = 4;

/** Takes invalid_grant for a failure that passes, and asks again. */
export class AsksOnAfterRevocation extends CorrectClient {
  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await super.requestTokens(credential, signal);
      } catch (failure) {
        const isDead =
          failure instanceof ClientFailure && failure.message.includes('invalid_grant');
        if (tries === TRIES || !isDead) throw failure;
      }
    }
  }
}
