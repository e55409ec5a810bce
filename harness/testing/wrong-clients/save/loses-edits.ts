import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Saves the whole credential as it was when the refresh began, with new tokens in it. */
export class LosesEdits extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    const before = credential.fields;
    await super.fetchTokens(credential, signal);
    const { oauthTokenData = {} } = credential.fields;
    credential.fields = { ...before, oauthTokenData };
  }
}
