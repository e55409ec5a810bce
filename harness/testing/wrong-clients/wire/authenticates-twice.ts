import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends the client secret in the header and in the body. */
export class AuthenticatesTwice extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const { clientId, clientSecret } = credential.fields;
    return super.tokenRequest(credential, {
      ...parameters,
      client_id: clientId,
      client_secret: clientSecret,
    });
  }
}
