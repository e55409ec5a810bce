import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Says in the authorization request what RFC 6749 knows, and nothing that was entered besides. */
export class DropsAuthorizationParameters extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const { authQueryParameters: _dropped, ...fields } = credential.fields;
    return super.authorizationUrl({ ...credential, fields } as StoredCredential, flow);
  }
}
