import type { ApiAnswer, ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Makes every call once more whose answer was lost, also one that changes something. */
export class RepeatsLostOrders extends CorrectClient {
  protected override async send(
    request: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    try {
      return await super.send(request, accessToken, signal);
    } catch (lost) {
      if (signal.aborted) throw lost;
      return super.send(request, accessToken, signal);
    }
  }
}
