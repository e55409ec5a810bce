import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Separates the scopes that it asks for by spaces, also where commas were typed. */
export class JoinsScopesWithSpaces extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    url.searchParams.set('scope', credential.fields.scope.replaceAll(',', ' '));
    return url;
  }
}
