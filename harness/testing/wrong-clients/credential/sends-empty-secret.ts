import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { basic, type TokenRequest } from '../../../reference-clients/token-request.ts';

/** Authenticates a client that has no secret with an empty one, when it refreshes. */
export class SendsEmptySecret extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    const { clientId, clientSecret } = credential.fields;
    return clientSecret === '' && parameters['grant_type'] === 'refresh_token'
      ? { ...request, headers: { ...request.headers, authorization: basic(clientId, '') } }
      : request;
  }
}
