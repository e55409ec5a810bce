import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Uses the access token until it expires and never refreshes it. */
export class NeverRefreshes extends CorrectClient {
  protected override meansExpired(): boolean {
    return false;
  }
}
