import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { basic, type TokenRequest } from '../../../reference-clients/token-request.ts';

/** Puts id and secret into the Basic header as they are. */
export class UnencodedBasic extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const { clientId, clientSecret } = credential.fields;
    const request = super.tokenRequest(credential, parameters);
    return {
      ...request,
      headers: { ...request.headers, authorization: basic(clientId, clientSecret) },
    };
  }
}
