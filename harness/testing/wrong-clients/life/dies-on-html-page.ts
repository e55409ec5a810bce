import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import { membersOf, type TokenAnswer } from '../../../reference-clients/token-request.ts';
import { MortalClient } from './mortal-client.ts';

/** Parses every token reply as JSON where nothing catches the error. */
export class DiesOnHtmlPage extends MortalClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    if (membersOf(answer) === undefined) void this.die();
    return super.readAnswer(answer);
  }
}
