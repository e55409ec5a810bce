import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

/** Repeats a token request once, at once, after a 503 that says when to come back. */
export class AsksAtOnceAfter503 extends CorrectClient {
  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    try {
      return await super.requestTokens(credential, signal);
    } catch (failure) {
      if (!(failure instanceof ClientFailure) || failure.httpStatus !== 503) throw failure;
      return super.requestTokens(credential, signal);
    }
  }
}
