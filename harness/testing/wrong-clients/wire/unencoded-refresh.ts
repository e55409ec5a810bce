import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { tokenRequest, type TokenRequest } from '../../../reference-clients/token-request.ts';
import { UnencodedForm } from './unencoded-form.ts';

/** Encodes the form with which it connects, and puts the one of a refresh together by hand. */
export class UnencodedRefresh extends UnencodedForm {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    return parameters['grant_type'] === 'refresh_token'
      ? super.tokenRequest(credential, parameters)
      : tokenRequest(credential.fields, parameters);
  }
}
