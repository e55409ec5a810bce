import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Says of an account that was never connected that a token is missing, and not what to do. */
export class KnowsOfNoConnect extends CorrectClient {
  protected override async accessToken(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<string> {
    if (credential.fields.oauthTokenData === undefined)
      throw new ClientFailure('The request cannot be signed without an access token.');
    return super.accessToken(credential, signal);
  }
}
