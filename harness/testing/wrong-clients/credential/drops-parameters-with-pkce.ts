import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Puts the parameters of PKCE in the place of those that were entered. */
export class DropsParametersWithPkce extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    if (credential.spec.grant !== 'pkce') return super.authorizationUrl(credential, flow);
    const { authQueryParameters: _dropped, ...fields } = credential.fields;
    return super.authorizationUrl({ ...credential, fields } as StoredCredential, flow);
  }
}
