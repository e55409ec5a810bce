import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends the client secret in the URL of the token endpoint. */
export class SecretInQuery extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const { clientId, clientSecret } = credential.fields;
    const form = new URLSearchParams({ client_id: clientId, client_secret: clientSecret });
    const request = super.tokenRequest(credential, parameters);
    return {
      ...request,
      url: `${request.url}?${form}`,
      body: new URLSearchParams(parameters).toString(),
    };
  }
}
