import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Says success of work that it never did. */
export class CallsNothing extends CorrectClient {
  protected override callWithToken(): Promise<string> {
    return Promise.resolve('{}');
  }
}
