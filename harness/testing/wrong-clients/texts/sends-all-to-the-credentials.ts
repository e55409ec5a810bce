import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Has one phrase for all that is refused: nobody learns that it is the client's secret. */
export class SendsAllToTheCredentials extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const error = super.describe(failure);
    return /invalid_client/.test(error.message)
      ? { ...error, message: 'Authorization failed - please check your credentials' }
      : error;
  }
}
