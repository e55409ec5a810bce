import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends the refresh token in the URL instead of the body. */
export class RefreshTokenInQuery extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const { refresh_token: token, ...others } = parameters;
    if (token === undefined) return super.tokenRequest(credential, parameters);
    const request = super.tokenRequest(credential, others);
    return { ...request, url: `${request.url}?refresh_token=${encodeURIComponent(token)}` };
  }
}
