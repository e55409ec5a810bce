import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Sends the code verifier itself as the challenge. */
export class PlainChallenge extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    if (flow.verifier !== undefined) {
      url.searchParams.set('code_challenge', flow.verifier);
      url.searchParams.set('code_challenge_method', 'plain');
    }
    return url;
  }
}
