import { CorrectClient } from '../../../reference-clients/correct-client.ts';
import type { TokenData } from '../../../reference-clients/stored-credential.ts';
import type { TokenAnswer } from '../../../reference-clients/token-request.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Knows a form by its media type alone, and takes one that names its charset for JSON. */
export class ReadsNoCharset extends CorrectClient {
  protected override readAnswer(answer: TokenAnswer): TokenData {
    const isForm = answer.headers.get('content-type') === FORM;
    return super.readAnswer(isForm ? answer : { ...answer, headers: new Headers() });
  }
}
