import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import type { TokenAnswer, TokenRequest } from '../../../reference-clients/token-request.ts';

/** Does not say that it wants JSON when it refreshes, and reads nothing else. */
export class AcceptsNothing extends CorrectClient {
  protected override tokenRequest(
    credential: StoredCredential,
    parameters: Readonly<Record<string, string>>,
  ): TokenRequest {
    const request = super.tokenRequest(credential, parameters);
    const { accept: _, ...headers } = request.headers;
    return parameters['grant_type'] === 'authorization_code' ? request : { ...request, headers };
  }

  protected override readAnswer(answer: TokenAnswer): TokenData {
    JSON.parse(answer.text);
    return super.readAnswer(answer);
  }
}
