import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Repeats a refused call without its query. */
export class LosesQueryOnRepeat extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return { ...request, query: {} };
  }
}
