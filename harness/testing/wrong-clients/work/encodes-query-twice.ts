import type { ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Encodes the query of a repeated call, which is encoded already. */
export class EncodesQueryTwice extends CorrectClient {
  protected override repeated(request: ApiRequest): ApiRequest {
    return {
      ...request,
      query: Object.fromEntries(
        Object.entries(request.query).map(([name, value]) => [name, encodeURIComponent(value)]),
      ),
    };
  }
}
