import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Repeats a refused call as one that only reads. */
export class RepeatsAsGet extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return { ...request, method: 'GET', body: null };
  }
}
