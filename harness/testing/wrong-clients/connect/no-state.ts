import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Sends the user away without a state, and looks at none when the user comes back. */
export class NoState extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    url.searchParams.delete('state');
    return url;
  }

  protected override codeIn(callback: URL, flow: AuthorizationFlow | undefined): string {
    return callback.searchParams.get('code') ?? '';
  }
}
