import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Repeats a refused call without the headers that the workflow adds. */
export class LosesHeadersOnRepeat extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return { ...request, headers: {} };
  }
}
