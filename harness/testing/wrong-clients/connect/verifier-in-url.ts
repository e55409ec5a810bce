import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Sends the code verifier along with the authorization request, beside the challenge. */
export class VerifierInUrl extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    if (flow.verifier !== undefined) url.searchParams.set('code_verifier', flow.verifier);
    return url;
  }
}
