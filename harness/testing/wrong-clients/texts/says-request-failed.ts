import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Has one sentence for every failure, and it says nothing. */
export class SaysRequestFailed extends CorrectClient {
  protected override describe(): ExecutionError {
    return { message: 'Request failed.', description: 'The request could not be completed.' };
  }
}
