import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Sends a file again after a refresh from the stream that was read already. */
export class SendsEmptyFile extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return request.bodyType === 'file' ? { ...request, body: {} } : request;
  }
}
