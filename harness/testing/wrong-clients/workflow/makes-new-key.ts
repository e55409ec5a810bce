import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

const KEY = 'Idempotency-Key';

/** Makes a new idempotency key for the call after the refresh. */
export class MakesNewKey extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    const { [KEY]: key, ...headers } = request.headers;
    return key === undefined
      ? request
      : { ...request, headers: { ...headers, [KEY]: `${key}, once more` } };
  }
}
