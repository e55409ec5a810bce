import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/**
 * Goes by the date on which a token ends, on its own clock: once that has passed it sends the
 * operator away to connect the account again, and asks neither the API nor the token endpoint.
 */
export class TakesPassedDateForDeath extends CorrectClient {
  /** When each access token ends, by the clock that was right or wrong when it was first used. */
  readonly #ends = new Map<string, number>();

  protected override async accessToken(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<string> {
    const token = await super.accessToken(credential, signal);
    const now = Date.now() + this.clockOffsetMs;
    const seconds = credential.fields.oauthTokenData?.expires_in ?? Number.POSITIVE_INFINITY;
    const end = this.#ends.get(token) ?? now + seconds * 1_000;
    this.#ends.set(token, end);
    if (now >= end)
      throw new ClientFailure('The access token has expired. Connect the account again.');
    return token;
  }
}
