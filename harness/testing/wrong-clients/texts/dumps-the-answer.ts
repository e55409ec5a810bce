import type { ExecutionError } from '../../../model/event.ts';
import { asFailure } from '../../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../../reference-clients/correct-client.ts';

/** Shows its own error object instead of words. */
export class DumpsTheAnswer extends CorrectClient {
  protected override describe(failure: unknown): ExecutionError {
    const { httpStatus, name, waitMs } = asFailure(failure, 'The call');
    return { message: JSON.stringify({ name, status: httpStatus, config: { waitMs } }) };
  }
}
