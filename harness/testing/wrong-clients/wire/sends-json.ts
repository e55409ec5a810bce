import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends the parameters of the token request as JSON. */
export class SendsJson extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    return {
      ...request,
      headers: { ...request.headers, 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(new URLSearchParams(request.body))),
    };
  }
}
