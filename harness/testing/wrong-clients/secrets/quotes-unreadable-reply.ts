import { ClientFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/** Shows the beginning of a token reply that it cannot read, for whoever has to find out why. */
export class QuotesUnreadableReply extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    if (membersOf(answer) === undefined)
      throw new ClientFailure(
        `The token endpoint answered ${answer.status} with ${answer.text.slice(0, 100)}...`,
        { httpStatus: answer.status },
      );
    return super.readAnswer(answer);
  }
}
