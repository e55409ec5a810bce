import type { AuthorizationFlow } from '../../../reference-clients/authorization-code-flow.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Encodes parameters of the authorization request that are encoded already. */
export class EncodesParametersTwice extends CorrectClient {
  protected override authorizationUrl(credential: StoredCredential, flow: AuthorizationFlow): URL {
    const url = super.authorizationUrl(credential, flow);
    for (const name of Object.keys(credential.spec.authorizationParameters))
      url.searchParams.set(name, encodeURIComponent(url.searchParams.get(name) ?? ''));
    return url;
  }
}
