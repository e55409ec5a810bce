import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Names the grant type twice. */
export class RepeatsParameter extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    return { ...request, body: `${request.body}&grant_type=${parameters['grant_type']}` };
  }
}
