import { CorrectClient } from '../../reference-clients/correct-client.ts';

/** Uses the access token for as long as it lasts, and then no more. */
export class NeverRefreshes extends CorrectClient {
  protected override meansExpired(): boolean {
    return false;
  }
}
