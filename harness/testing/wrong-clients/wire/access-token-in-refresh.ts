import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Sends all it has of the old tokens with a refresh, the access token too. */
export class AccessTokenInRefresh extends CorrectClient {
  protected override parameters(credential: StoredCredential): Readonly<Record<string, string>> {
    const parameters = super.parameters(credential);
    const { access_token } = credential.fields.oauthTokenData ?? {};
    return parameters['refresh_token'] === undefined || access_token === undefined
      ? parameters
      : { ...parameters, access_token };
  }
}
