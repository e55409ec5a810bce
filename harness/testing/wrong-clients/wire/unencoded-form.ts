import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Puts the form of a token request together by hand, and encodes nothing in it. */
export class UnencodedForm extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    const body = [...new URLSearchParams(request.body)]
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    return { ...request, body };
  }
}
