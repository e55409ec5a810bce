import type { ExecutionError } from '../../../model/event.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Records a failure without a text. */
export class SaysNothing extends CorrectClient {
  protected override describe(): ExecutionError {
    return { message: '' };
  }
}
