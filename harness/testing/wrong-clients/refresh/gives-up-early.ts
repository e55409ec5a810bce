import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';

const PATIENCE_MS = 10_000;

/** Gives a token request up that has no answer after ten seconds. */
export class GivesUpEarly extends CorrectClient {
  protected override requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    return super.requestTokens(credential, patience);
  }
}
