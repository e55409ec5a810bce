import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Knows of Ignore SSL Issues at the connect, and not at a refresh. */
export class VerifiesAlthoughTold extends CorrectClient {
  protected override tokenRequest(
    ...args: Parameters<CorrectClient['tokenRequest']>
  ): TokenRequest {
    return { ...super.tokenRequest(...args), verifies: true };
  }
}
