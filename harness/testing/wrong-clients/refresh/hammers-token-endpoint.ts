import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

const TRIES = 6;

/** Repeats a request immediately after a 429. */
export class HammersTokenEndpoint extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await super.fetchTokens(credential, signal);
      } catch (failure) {
        if (tries === TRIES || !(failure instanceof ClientFailure) || failure.httpStatus !== 429)
          throw failure;
      }
    }
  }
}
