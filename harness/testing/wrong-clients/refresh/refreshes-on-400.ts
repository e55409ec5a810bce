import type { ApiAnswer } from '../../../reference-clients/call-api.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';

/** Takes a 400, which is about the call, for an expiry of the access token. */
export class RefreshesOn400 extends CorrectClient {
  protected override meansExpired(answer: ApiAnswer, credential: StoredCredential): boolean {
    return answer.status === 400 || super.meansExpired(answer, credential);
  }
}
