import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Takes a callback from any browser that has a state, also from one that is not logged in. */
export class TakesCallbackWithoutSession extends CorrectClient {
  protected override checkBrowser(): void {}
}
