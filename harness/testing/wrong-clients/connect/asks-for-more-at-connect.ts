import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Asks the user for more scope than the credential says. */
export class AsksForMoreAtConnect extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    url.searchParams.set('scope', `${credential.fields.scope} write`);
    return url;
  }
}
