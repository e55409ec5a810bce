import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends refresh token and secret to any server, whatever its certificate says. */
export class TrustsAnyCertificate extends CorrectClient {
  protected override tokenRequest(
    ...args: Parameters<CorrectClient['tokenRequest']>
  ): TokenRequest {
    return { ...super.tokenRequest(...args), verifies: false };
  }
}
