import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Repeats a refused call without its body: the stream was read already. */
export class LosesBodyOnRepeat extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return { ...request, body: null };
  }
}
