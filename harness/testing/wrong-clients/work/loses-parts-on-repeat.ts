import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Repeats a form of parts without the parts: the stream was read already. */
export class LosesPartsOnRepeat extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return request.bodyType === 'multipart' ? { ...request, body: {} } : request;
  }
}
