import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/** Says that there is no new token, but not that a page stands where the token endpoint was. */
export class HidesThePage extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    if (membersOf(answer) !== undefined) return super.readAnswer(answer);
    throw new ClientFailure('The access token could not be renewed.', {
      httpStatus: answer.status,
    });
  }
}
