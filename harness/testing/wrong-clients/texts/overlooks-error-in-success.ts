import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';

/**
 * Takes every answer with status 200 for new tokens, repeats the call with the old ones, and shows
 * what the API says to them.
 */
export class OverlooksErrorInSuccess extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    return answer.status === 200 && membersOf(answer)?.['error'] !== undefined
      ? {}
      : super.readAnswer(answer);
  }
}
