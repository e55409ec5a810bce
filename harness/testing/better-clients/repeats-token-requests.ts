import { setTimeout as delay } from 'node:timers/promises';
import { asFailure, type ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';

const TRIES = 3;

/** Repeats a token request that failed, after a pause, three tries in all. */
export abstract class RepeatsTokenRequests extends CorrectClient {
  /** How long to wait after a failed try; undefined when another try cannot help. */
  protected abstract pauseMs(failure: ClientFailure, tries: number): number | undefined;

  protected override async requestTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<TokenData> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await super.requestTokens(credential, signal);
      } catch (cause) {
        const pauseMs = this.pauseMs(asFailure(cause, 'The token request'), tries);
        if (tries === TRIES || pauseMs === undefined || signal.aborted) throw cause;
        await delay(pauseMs, undefined, { signal });
      }
    }
  }
}
