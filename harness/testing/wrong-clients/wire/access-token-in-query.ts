import type { ApiAnswer, ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Sends the access token in the URL of the API, too. */
export class AccessTokenInQuery extends CorrectClient {
  protected override send(
    request: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const query = { ...request.query, access_token: accessToken };
    return super.send({ ...request, query }, accessToken, signal);
  }
}
