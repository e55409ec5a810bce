import type { ApiAnswer, ApiRequest } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Sends the access token to the API in a cookie, too. */
export class AccessTokenInCookie extends CorrectClient {
  protected override send(
    request: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const headers = { ...request.headers, cookie: `token=${accessToken}` };
    return super.send({ ...request, headers }, accessToken, signal);
  }
}
