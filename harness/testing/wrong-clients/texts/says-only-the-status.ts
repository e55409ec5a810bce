import type { ExecutionError } from '../../../model/event.ts';
import { asFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Shows the status of the answer and nothing else. */
export class SaysOnlyTheStatus extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    return { message: `HTTP status ${asFailure(failure, 'The call').httpStatus ?? 0}` };
  }
}
