import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import type { TokenRequest } from '../../../reference-clients/token-request.ts';

/** Sends what was entered for the body with the first token request, and not when it renews. */
export class DropsBodyParametersAtRenewal extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const { additionalBodyProperties, ...fields } = credential.fields;
    const first = fields.oauthTokenData === undefined;
    return super.tokenRequest(
      {
        ...credential,
        fields: first ? { ...fields, additionalBodyProperties } : fields,
      } as StoredCredential,
      parameters,
    );
  }
}
