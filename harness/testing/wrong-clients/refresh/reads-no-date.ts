import { setTimeout as delay } from 'node:timers/promises';
import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { tokensOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

const PAUSE_MS = 500;

/** Waits as many seconds as Retry-After says, and half a second where it says a date. */
export class ReadsNoDate extends CorrectClient {
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await super.fetchTokens(credential, signal);
    } catch (failure) {
      if (!(failure instanceof ClientFailure) || failure.httpStatus !== 429) throw failure;
      await delay(failure.waitMs ?? PAUSE_MS, undefined, { signal });
      await super.fetchTokens(credential, signal);
    }
  }

  protected override readAnswer(answer: TokenAnswer): TokenData {
    const { headers } = answer;
    if (Number.isNaN(Number(headers.get('retry-after') ?? ''))) {
      const others = [...headers].filter(([name]) => name !== 'retry-after');
      return tokensOf({ ...answer, headers: new Headers(others) });
    }
    return super.readAnswer(answer);
  }
}
