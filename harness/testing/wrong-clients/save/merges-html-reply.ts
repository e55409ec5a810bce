import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/**
 * Takes every answer with status 200 for a token response, and a text that is not JSON for the
 * token itself.
 */
export class MergesHtmlReply extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    return answer.status === 200 && membersOf(answer) === undefined
      ? { access_token: answer.text.replaceAll(/\s+/g, ' ') }
      : super.readAnswer(answer);
  }
}
