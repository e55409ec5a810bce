import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Refreshes through the HTTP client that adds the access token to every request. */
export class BearerAtTokenEndpoint extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    const { oauthTokenData, authentication } = credential.fields;
    if (oauthTokenData === undefined || authentication === 'header') return request;
    const authorization = `Bearer ${oauthTokenData.access_token ?? ''}`;
    return { ...request, headers: { ...request.headers, authorization } };
  }
}
