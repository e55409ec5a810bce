import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Shows a failure in the list of executions, and wakes nobody up. */
export class RaisesNoAlarm extends CorrectClient {
  protected override alarm(): undefined {
    return undefined;
  }
}
