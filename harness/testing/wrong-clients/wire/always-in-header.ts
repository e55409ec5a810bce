import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { tokenRequest, type TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends the client secret in the header, whatever the credential says. */
export class AlwaysInHeader extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    return tokenRequest({ ...credential.fields, authentication: 'header' }, parameters);
  }
}
