import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Leaves the scope to the provider, which grants all it has. */
export class AsksForAnyScope extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    url.searchParams.delete('scope');
    return url;
  }
}
