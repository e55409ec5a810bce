import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Refreshes once for all calls of an execution, whoever else is refreshing. */
export class RefreshesForEachExecution extends CorrectClient {
  readonly #refreshes = new Map<AbortSignal, Promise<void>>();

  protected override async renew(
    credential: StoredCredential,
    dead: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (credential.fields.oauthTokenData?.access_token !== dead) return;
    // The signal is the execution's own.
    const own = this.#refreshes.get(signal) ?? this.fetchTokens(credential, signal);
    this.#refreshes.set(signal, own);
    await own;
  }
}
