import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Takes the tokens of another credential when its own cannot be refreshed. */
export class BorrowsTokensOfAnother extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await super.fetchTokens(credential, signal);
    } catch (failure) {
      const tokens = this.credentials.find(({ id }) => id !== credential.id)?.fields.oauthTokenData;
      if (tokens === undefined) throw failure;
      this.save(credential, tokens);
    }
  }
}
